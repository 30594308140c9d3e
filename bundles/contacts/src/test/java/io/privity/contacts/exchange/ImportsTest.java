// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.contacts.CustomField;
import io.privity.api.rest.Document;
import io.privity.api.rest.RestException;
import io.privity.contacts.AddressBook;
import io.privity.contacts.TestContacts;
import io.privity.contacts.exchange.format.Format;
import io.privity.contacts.exchange.format.RejectsCsv;
import io.privity.contacts.exchange.format.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.After;
import org.junit.Test;

public class ImportsTest {
  private final ImportDesk at = new ImportDesk();

  @After
  public void close() {
    at.close();
  }

  private static FileRequest csv(String mapping) {
    return FileRequest.of(Format.CSV, null, mapping, null);
  }

  private Preview preview(FileRequest request, byte[] file) throws IOException {
    return at.imports.preview(at.caller, request, new ByteArrayInputStream(file));
  }

  @Test
  public void aFileIsTakenInSealedAndImportedAndShredded() throws IOException {
    String id = at.accept(csv(null), Samples.bytes("google.csv"));
    assertEquals("running", at.reports.view(at.caller, id).state());
    long leaf = at.store.find(at.caller.tenant(), id).uploadLeaf();
    ImportView view = at.run(id);
    assertEquals("done", view.state());
    assertEquals(7, view.read());
    assertEquals(2, view.created());
    assertEquals(1, view.updated());
    assertEquals(4, view.rejected());
    assertTrue(at.desk.keyring.isPunctured(at.caller.tenant(), leaf));
    assertEquals(
        List.of("6 invalid-email", "7 empty-row", "8 invalid-date", "10 ragged-row"),
        at.rejects(id));
    Contact ada = at.byEmail("ada@example.org");
    assertEquals("Byron", ada.name().family());
    assertEquals("Lady", ada.name().prefix());
    assertEquals(List.of("VIP", "Poets"), ada.tags());
    assertEquals(2, ada.phones().size());
    assertEquals("import:" + id, ada.source());
    assertEquals(
        List.of("imports.start", "imports.apply", "imports.done", "imports.rejects"),
        at.desk.audit.events().stream()
            .map(event -> event.operation())
            .filter(operation -> operation.startsWith("imports"))
            .toList());
  }

  private String accept(String key, String file) throws IOException {
    return at.imports.accept(
        at.caller, csv(null), key, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  public void aRepeatGetsTheImportThatWasStartedFirst() throws IOException {
    String file = "First Name\nAda\nBo\n";
    String id = accept("k", file);
    assertEquals(id, accept("k", file));
    assertEquals(2, at.run(id).created());
    assertEquals(id, accept("k", file));
    assertEquals(1, at.reports.list(at.caller, null, 9).size());
    assertTrue(at.store.inState(Long.MAX_VALUE, ImportJob.State.RECEIVING).isEmpty());
    assertNotEquals(id, accept("other", file));
    assertNotEquals(id, accept(null, file));
  }

  @Test
  public void aKeyStandsForOneFileReadInOneWay() throws IOException {
    accept("k", "First Name\nAda\n");
    RestException e = assertThrows(RestException.class, () -> accept("k", "First Name\nBo\n"));
    assertEquals("idempotency-key-reused", e.code());
    InputStream same = new ByteArrayInputStream("First Name\nAda\n".getBytes());
    FileRequest mapped = csv("{\"First Name\":\"organization\"}");
    assertThrows(RestException.class, () -> at.imports.accept(at.caller, mapped, "k", same));
    assertEquals(1, at.reports.list(at.caller, null, 9).size());
    assertTrue(at.store.inState(Long.MAX_VALUE, ImportJob.State.RECEIVING).isEmpty());
  }

  @Test
  public void aFileThatIsRefusedLeavesItsKeyFree() throws IOException {
    assertThrows(ContactException.class, () -> accept("k", ""));
    String id = accept("k", "First Name\nAda\n");
    assertEquals("running", at.reports.view(at.caller, id).state());
  }

  @Test
  public void rejectsArePutRightAndImportedAgain() throws IOException {
    String id = at.accept(Format.CSV, "Vorname;E-Mail;Notiz\nAda;ada@;=1+1\nBo;bo@example.org;x\n");
    at.run(id);
    StringWriter report = new StringWriter();
    RejectsCsv csv = new RejectsCsv(report, at.reports.columns(at.caller, id));
    at.reports.rejects(at.caller, id, csv::write);
    assertEquals(
        "reject.line,reject.code,reject.column,reject.message,Vorname,E-Mail,Notiz\r\n"
            + "2,invalid-email,E-Mail,That is not an e-mail address.,Ada,ada@,'=1+1\r\n",
        report.toString());
    String again = at.accept(Format.CSV, report.toString().replace("ada@", "ada@example.org"));
    assertEquals(1, at.run(again).created());
    assertEquals("=1+1", at.byEmail("ada@example.org").notes());
  }

  @Test
  public void whoIsThereAlreadyIsUnitedWithTheFile() throws IOException {
    Document before =
        at.desk.book.create(
            at.caller, TestContacts.contact("Ada King", "ada@example.org", "1", List.of("old")));
    String id =
        at.accept(
            Format.CSV,
            "First Name,E-mail,Phone,Tags\nAda,ADA@example.org,2,new\nAda,ada@example.org,3,\n");
    ImportView view = at.run(id);
    assertEquals(0, view.created());
    assertEquals(2, view.updated());
    Contact ada = at.byEmail("ada@example.org");
    assertEquals(List.of("old", "new"), ada.tags());
    assertEquals(3, ada.phones().size());
    assertEquals(List.of("unassigned"), ada.purposes());
    ImportView reverted = at.revert(id);
    assertEquals("reverted", reverted.state());
    assertEquals(Long.valueOf(1), reverted.undone());
    Contact restored = at.byEmail("ada@example.org");
    assertEquals(List.of("old"), restored.tags());
    assertEquals(at.desk.id(before), restored.id());
  }

  @Test
  public void theSameFileAgainChangesNothingAndBothCanBeReverted() throws IOException {
    String file =
        "First Name,Last Name,E-mail,Phone,Tags,Birthday\n"
            + "Ada,Byron,ada@example.org,+44 20 1,VIP,1815-12-10\n"
            + "Bo,Ek,bo@example.org,2,,\n";
    String first = at.accept(Format.CSV, file);
    assertEquals(2, at.run(first).created());
    String again = at.accept(Format.CSV, file);
    ImportView view = at.run(again);
    assertEquals(2, view.updated());
    String id = at.byEmail("ada@example.org").id();
    assertEquals(1, at.desk.book.read(at.caller, id).version());
    assertEquals(Long.valueOf(0), at.revert(again).undone());
    assertEquals(Long.valueOf(2), at.revert(first).undone());
    assertEquals(List.of(), at.names());
  }

  @Test
  public void aBatchLooksForItsAddressesOnce() throws IOException {
    int[] looks = {0};
    try (ImportDesk counting =
        new ImportDesk(
            at.desk.keyring,
            at.caller,
            book ->
                (Contacts)
                    Proxy.newProxyInstance(
                        Contacts.class.getClassLoader(),
                        new Class<?>[] {Contacts.class},
                        (proxy, method, arguments) -> {
                          looks[0] += method.getName().equals("knownByEmails") ? 1 : 0;
                          return method.invoke(book, arguments);
                        }))) {
      String id = counting.accept(Format.CSV, "Name,Email\nA,a@example.org\nB,b@example.org\nC,\n");
      assertEquals(3, counting.run(id).created());
    }
    assertEquals(1, looks[0]);
  }

  @Test
  public void anAddressOfTwoContactsLeadsToNone() throws IOException {
    at.desk.book.create(at.caller, TestContacts.contact("A", "x@example.org", null, List.of()));
    at.desk.book.create(at.caller, TestContacts.contact("B", "x@example.org", null, List.of()));
    assertEquals(1, at.run(at.accept(Format.CSV, "Name,Email\nC,x@example.org\n")).created());
  }

  @Test
  public void aRowOfARestrictedContactIsRejectedAndChangesNothing() throws IOException {
    Document ada =
        at.desk.book.create(
            at.caller, TestContacts.contact("Ada", "ada@example.org", null, List.of()));
    at.desk.processing.restricted.add(ada.leaf());
    String id =
        at.accept(
            Format.CSV,
            "Name,Email,Tags\nAda K,ADA@example.org,new\nBo,bo@example.org,\n"
                + "Ada L,a@example.org ::: ada@example.org,\n");
    ImportView view = at.run(id);
    assertEquals(1, view.created());
    assertEquals(0, view.updated());
    assertEquals(2, view.rejected());
    assertEquals(List.of("2 restricted", "4 restricted"), at.rejects(id));
    assertEquals(List.of("Bo"), at.names());
    at.desk.processing.restricted.clear();
    assertEquals(1, at.desk.book.read(at.caller, at.desk.id(ada)).version());
    assertEquals(List.of("Ada", "Bo"), at.names());
  }

  @Test
  public void aRowOfAnErasedSubjectIsRejectedAndNothingOfItKept() throws IOException {
    at.desk.suppressions.erased.addAll(List.of("email:ada@example.org", "phone:442079460000"));
    String file =
        "Name,Email,Phone\nAda,Ada@example.org,\nBo,bo@example.org,\n"
            + "Cy,bo@example.org,0044 20 7946 0000\nDi,di@example.org,\n";
    String id = at.accept(Format.CSV, file);
    ImportView view = at.run(id);
    assertEquals(1, view.created());
    assertEquals(
        "Bo and Cy are the same to the file, so Cy's telephone is Bo's",
        List.of("2 suppressed", "3 suppressed", "4 suppressed"),
        at.rejects(id));
    at.reports.rejects(at.caller, id, reject -> assertEquals(List.of(), reject.raw()));
    FileRequest allowing = FileRequest.of(Format.CSV, null, null, null).allowing(Set.of(2L));
    String again = at.accept(allowing, file.getBytes(StandardCharsets.UTF_8));
    assertEquals(1, at.run(again).created());
    assertEquals(List.of("3 suppressed", "4 suppressed"), at.rejects(again));
    assertEquals(Set.of("phone:442079460000"), at.desk.suppressions.erased);
    assertEquals(List.of("Di", "Ada"), at.names());
  }

  @Test
  public void aRevertDoesNotTouchARestrictedContact() throws IOException {
    Document old =
        at.desk.book.create(
            at.caller, TestContacts.contact("Old", "old@example.org", null, List.of()));
    String id =
        at.accept(Format.CSV, "Name,Email,Tags\nOld,old@example.org,t\nNew,new@example.org,\n");
    at.run(id);
    Contact created = at.byEmail("new@example.org");
    Contact changed = at.byEmail("old@example.org");
    at.desk.processing.restricted.add(old.leaf());
    at.desk.processing.restricted.add(at.desk.book.read(at.caller, created.id()).leaf());
    assertEquals("reverted", at.revert(id).state());
    assertEquals(List.of(), at.names());
    at.desk.processing.restricted.clear();
    assertEquals(created, at.byEmail("new@example.org"));
    assertEquals(changed, at.byEmail("old@example.org"));
  }

  @Test
  public void aRevertFindsWhatAnImportForAPurposeMade() throws IOException {
    Caller sender =
        new Caller(at.caller.tenant(), "user", -1, "token", at.caller.roles(), "newsletter", "");
    try (ImportDesk sending = new ImportDesk(at.desk.keyring, sender, UnaryOperator.identity())) {
      String id = sending.accept(Format.CSV, "Name,Email\nAda,ada@example.org\n");
      assertEquals(1, sending.run(id).created());
      AddressBook book = sending.desk.book;
      assertEquals(1, book.list(at.caller, TestContacts.ALL, null, 9).items().size());
      assertEquals(Long.valueOf(1), sending.revert(id).undone());
      assertEquals(0, book.list(at.caller, TestContacts.ALL, null, 9).items().size());
    }
  }

  @Test
  public void revertLeavesAloneWhatWasChangedSince() throws IOException {
    StringBuilder file = new StringBuilder("Name,Email\n");
    for (int i = 0; i < 50; i++) {
      file.append("N").append(i).append(",n").append(i).append("@example.org\n");
    }
    String id = at.accept(Format.CSV, file.toString());
    assertEquals(50, at.run(id).created());
    Contact changed = at.byEmail("n7@example.org");
    at.desk.book.replace(at.caller, changed.id(), 1, TestContacts.named("Changed"));
    Contact gone = at.byEmail("n8@example.org");
    at.desk.book.delete(at.caller, gone.id(), 1);
    ImportView view = at.revert(id);
    assertEquals(Long.valueOf(49), view.undone());
    assertEquals(Long.valueOf(1), view.skipped());
    assertEquals(List.of("Changed"), at.names());
    assertEquals("reverted", at.imports.revert(at.caller, id).state());
  }

  @Test
  public void aRevertTakesOneEntryAndOnePunctureABatch() throws IOException {
    String id = at.accept(Format.CSV, "Name\n" + "Ada\n".repeat(1_001));
    assertEquals(1_001, at.run(id).created());
    int punctures = at.desk.keyring.punctures().size();
    assertEquals(Long.valueOf(1_001), at.revert(id).undone());
    assertEquals(3, at.desk.keyring.punctures().size() - punctures);
    assertEquals(
        List.of(500, 500, 1),
        at.desk.audit.events().stream()
            .filter(event -> event.operation().equals("imports.undo"))
            .map(event -> event.subjects().length)
            .toList());
  }

  @Test
  public void revertOfWhatTheImportTouchedTwice() throws IOException {
    at.desk.book.create(at.caller, TestContacts.contact("Old", "old@example.org", null, List.of()));
    StringBuilder file = new StringBuilder("Name,Email,Tags\n");
    for (int i = 0; i < 620; i++) {
      boolean same = i % 600 == 0;
      file.append(same ? "New,new" : "N" + i + ",n" + i).append("@example.org,t").append(i);
      file.append(same ? "\nOlder,old@example.org,t" + i : "").append('\n');
    }
    String id = at.accept(Format.CSV, file.toString());
    ImportView view = at.run(id);
    assertEquals(619, view.created());
    assertEquals(3, view.updated());
    ImportView reverted = at.revert(id);
    assertEquals(Long.valueOf(0), reverted.skipped());
    assertEquals(List.of("Old"), at.names());
    assertEquals(List.of(), at.contacts().get(0).tags());
  }

  @Test
  public void aPreviewKeepsNothing() throws IOException {
    Preview preview = preview(csv(null), Samples.bytes("german.csv"));
    assertEquals("UTF-8", preview.charset());
    assertEquals(";", preview.separator());
    assertEquals("day-first", preview.dates());
    assertEquals(2, preview.read());
    assertTrue(preview.complete());
    assertEquals("name.given", preview.columns().get(0).target());
    assertEquals("custom.umsatz", preview.columns().get(7).suggested());
    assertEquals("Kraków", preview.contacts().get(0).addresses().get(0).locality());
    assertEquals(List.of(), at.names());
    assertEquals(List.of(), at.reports.list(at.caller, null, 10));
    Preview large = preview(csv(null), ("Name\n" + "Ada Lovelace\n".repeat(600_000)).getBytes());
    assertFalse(large.complete());
    assertEquals(10, large.contacts().size());
  }

  @Test
  public void theMappingCanBeChanged() throws IOException {
    String mapping = "{\"Umsatz\":\"custom.revenue\",\"Ort\":\"ignore\",\"Handy\":\"phones.car\"}";
    Preview preview = preview(csv(mapping), Samples.bytes("german.csv"));
    assertEquals("1.234,56", preview.contacts().get(0).custom().get("revenue"));
    assertEquals(List.of(), at.desk.book.customFields(at.caller));
    at.run(at.accept(csv(mapping), Samples.bytes("german.csv")));
    Contact olena = at.byEmail("olena@example.net");
    assertEquals("1.234,56", olena.custom().get("revenue"));
    assertEquals(List.of(), olena.addresses());
    assertEquals(
        List.of(new CustomField("revenue", "Umsatz", "text", List.of())),
        at.desk.book.customFields(at.caller));
  }

  @Test
  public void whatIsNoMappingIsRefused() {
    for (String mapping :
        List.of(
            "[]",
            "{",
            "{\"Ort\":1}",
            "{\"Ort\":null}",
            "null",
            "{\"Ort\":\"nowhere\"}",
            "{\"Nope\":\"notes\"}")) {
      ContactException e =
          assertThrows(
              mapping,
              ContactException.class,
              () -> at.accept(csv(mapping), Samples.bytes("german.csv")));
      assertEquals("invalid-mapping", e.code());
    }
    assertThrows(ContactException.class, () -> FileRequest.of(Format.CSV, null, null, "sometimes"));
  }

  @Test
  public void whatCanNotBeReadLeavesNothing() throws IOException {
    for (Format format : Format.values()) {
      assertThrows(ContactException.class, () -> at.accept(format, ""));
    }
    assertThrows(ContactException.class, () -> at.accept(Format.VCARD, "no card at all"));
    InputStream breaks =
        new SequenceInputStream(
            new ByteArrayInputStream("Name\nAda\n".repeat(250_000).getBytes()),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the client went away");
              }
            });
    assertThrows(IOException.class, () -> at.imports.accept(at.caller, csv(null), null, breaks));
    assertEquals(List.of(), at.reports.list(at.caller, null, 10));
    assertEquals(
        List.of(),
        at.store.inState(Long.MAX_VALUE, ImportJob.State.RECEIVING).stream()
            .filter(job -> job.caller().tenant().equals(at.caller.tenant()))
            .toList());
  }

  @Test
  public void anotherTenantsImportIsAMissingOne() throws IOException {
    String id = at.accept(Format.CSV, "Name\nAda\n");
    Caller stranger = TestContacts.caller();
    for (String each : List.of(id, "00000000-0000-7000-8000-000000000000", "x", id.toUpperCase())) {
      ContactException e =
          assertThrows(ContactException.class, () -> at.reports.view(stranger, each));
      assertEquals("no-such-import", e.code());
      assertEquals("There is no such import.", e.getMessage());
      assertThrows(ContactException.class, () -> at.imports.revert(stranger, each));
      assertThrows(ContactException.class, () -> at.reports.rejects(stranger, each, r -> {}));
    }
    assertEquals(List.of(), at.reports.list(stranger, null, 10));
    assertEquals(1, at.reports.list(at.caller, null, 10).size());
    assertEquals(List.of(), at.reports.list(at.caller, id, 10));
  }

  @Test
  public void aRunningImportIsNotReverted() throws IOException {
    String id = at.accept(Format.CSV, "Name\nAda\n");
    ContactException e =
        assertThrows(ContactException.class, () -> at.imports.revert(at.caller, id));
    assertEquals("import-running", e.code());
  }

  @Test
  public void cardsAndJsonAndExports() throws IOException {
    at.run(
        at.accept(FileRequest.of(Format.VCARD, null, null, null), Samples.bytes("cards-3.0.vcf")));
    Exports exports = new Exports(at.desk.book);
    List<Contact> all = at.contacts();
    for (Format format : Format.values()) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      exports.contacts(at.caller, format).to(file);
      try (ImportDesk other = new ImportDesk()) {
        String id = other.accept(FileRequest.of(format, null, null, null), file.toByteArray());
        ImportView view = other.run(id);
        assertEquals(2, view.created());
        assertEquals(
            all.stream().map(ImportsTest::content).toList(),
            other.contacts().stream().map(ImportsTest::content).toList());
      }
    }
    assertEquals("exports.contacts", at.desk.audit.last().operation());
  }

  private static String content(Contact c) {
    return new Contact(
            null,
            c.name(),
            c.organization(),
            c.title(),
            c.emails(),
            c.phones(),
            c.addresses(),
            c.birthday(),
            c.urls(),
            c.notes(),
            c.tags(),
            c.source(),
            c.custom(),
            c.purposes(),
            null,
            null)
        .toString();
  }

  @Test
  public void theWorkerRunsWhatIsAccepted() throws Exception {
    ImportWorker worker = at.worker();
    Imports imports =
        new Imports(
            at.store,
            at.pieces,
            at.reports,
            worker,
            at.desk.book,
            at.desk.keyring,
            at.desk.database.transactions(),
            at.desk.audit,
            at.desk.keys);
    InputStream file = new ByteArrayInputStream("Name\nAda\n".getBytes(StandardCharsets.UTF_8));
    String id = imports.accept(at.caller, csv(null), null, file);
    worker.submit(at.caller.tenant(), id).get(20, TimeUnit.SECONDS);
    assertEquals("done", at.reports.view(at.caller, id).state());
    assertEquals("reverted", imports.revert(at.caller, id).state());
    assertEquals(List.of(), at.names());
    worker.stop();
  }

  @Test
  public void aDestroyedKeyFailsTheImport() throws Exception {
    String id = at.accept(Format.CSV, "Name\nAda\n");
    ImportJob job = at.store.find(at.caller.tenant(), id);
    at.desk.keyring.puncture(at.caller, job.uploadLeaf());
    ImportWorker worker = at.worker();
    worker.submit(at.caller.tenant(), id).get(20, TimeUnit.SECONDS);
    ImportView view = at.reports.view(at.caller, id);
    assertEquals("failed", view.state());
    assertEquals("subject-erased", view.failure());
    assertNull(view.undone());
    worker.stop();
  }
}
