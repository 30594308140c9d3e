// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.api.contacts.CustomField;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Due;
import io.privity.api.privacy.Portable;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.ProblemException;
import io.privity.contacts.Desk;
import io.privity.contacts.TestContacts;
import io.privity.contacts.exchange.format.Format;
import io.privity.contacts.store.PendingShred;
import io.privity.contacts.store.SealedContact;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;

public class ContactsHolderTest {
  private final HolderDesk at = new HolderDesk();

  @After
  public void close() {
    at.close();
  }

  private static Contact ada(String source, Map<String, Object> custom) {
    return new Contact(
        null,
        new Contact.Name(null, "Ada", null, "King", null, null),
        "Analytical Engines",
        null,
        List.of(new Contact.Email("work", "Ada@example.org")),
        List.of(new Contact.Phone("mobile", "+44 20 7946 0000")),
        List.of(),
        "1815-12-10",
        List.of(),
        "Likes numbers",
        List.of("vip"),
        source,
        custom,
        List.of(),
        null,
        null);
  }

  private static Correction correction(Subject subject, String part, String json) {
    return new Correction(
        "contacts:" + subject.id() + "/" + part, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  public void everyColumnOfEveryTableIsDescribed() throws SQLException {
    TreeSet<String> described = new TreeSet<>();
    for (Declaration.Table table : at.holder.describe().tables()) {
      for (Declaration.Column column : table.columns()) {
        assertTrue(described.add(table.name() + "." + column.name()));
      }
    }
    TreeSet<String> real = new TreeSet<>();
    try (Connection connection = at.desk.database.dataSource().getConnection();
        ResultSet columns = connection.getMetaData().getColumns(null, null, "CONTACTS_%", "%")) {
      while (columns.next()) {
        String column = columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME");
        real.add(column.toLowerCase(Locale.ROOT));
      }
    }
    assertEquals(real, described);
    for (Declaration.Table table : at.holder.describe().tables()) {
      assertTrue(table.name().startsWith(at.holder.describe().prefix()));
    }
  }

  @Test
  public void anExportHasOneDatumForEachPart() {
    at.desk.book.defineCustomField(
        at.desk.caller, new CustomField("shoe", "Shoe size", "number", List.of()));
    Subject subject = at.create(ada(null, Map.of("shoe", new BigDecimal("38.50"))));
    int recorded = at.desk.audit.events().size();
    Map<String, String> parts = at.export(subject);
    assertEquals("who asks records it", recorded, at.desk.audit.events().size());
    assertEquals(
        List.of(
            "name",
            "organization",
            "emails",
            "phones",
            "birthday",
            "notes",
            "tags",
            "custom.shoe",
            "purposes"),
        List.copyOf(parts.keySet()));
    assertEquals("[{\"label\":\"work\",\"address\":\"Ada@example.org\"}]", parts.get("emails"));
    assertEquals("38.50", parts.get("custom.shoe"));
    List<Datum> data = at.holder.export(at.rights, subject);
    Datum shoe = data.get(7);
    assertEquals("Shoe size", shoe.label());
    assertEquals(Datum.Origin.PROVIDED, shoe.origin());
    assertEquals("", shoe.source());
    assertEquals(List.of("unassigned"), shoe.purposes());
    assertEquals(Datum.Origin.DERIVED, data.get(5).origin());
    assertTrue(shoe.since().until(Instant.now(), ChronoUnit.MINUTES) < 5);
  }

  @Test
  public void whatGoesAlongIsACardToo() {
    at.desk.book.defineCustomField(
        at.desk.caller, new CustomField("shoe", "Shoe size", "number", List.of()));
    Subject subject = at.create(ada(null, Map.of("shoe", new BigDecimal("38.50"))));
    List<Datum> provided =
        at.holder.export(at.rights, subject).stream()
            .filter(datum -> datum.origin() == Datum.Origin.PROVIDED)
            .toList();
    List<Portable> files = at.holder.portable(at.rights, subject, provided);
    assertEquals(1, files.size());
    assertEquals("contact.vcf", files.get(0).name());
    assertEquals("text/vcard", files.get(0).mediaType());
    String card = new String(files.get(0).content(), StandardCharsets.UTF_8);
    assertTrue(card, card.contains("VERSION:4.0"));
    assertTrue(card, card.contains("FN:Ada King"));
    assertTrue(card, card.contains("Ada@example.org"));
    assertTrue(card, card.contains("38.50"));
    assertFalse("the tenant's own words stay behind", card.contains("Likes numbers"));
    assertEquals(List.of(), at.holder.portable(at.rights, subject, List.of()));
  }

  @Test
  public void theSourceSaysWhoProvidedTheData() throws IOException {
    Subject bought = at.create(ada("others: trade register", null));
    Datum name = at.holder.export(at.rights, bought).get(0);
    assertEquals(Datum.Origin.OTHERS, name.origin());
    assertEquals("others: trade register", name.source());
    String id = at.imports.accept(Format.CSV, "Name,Email\nBo,bo@example.org\n");
    at.imports.run(id);
    Subject imported =
        at.subjects.find(at.rights, at.imports.byEmail("bo@example.org").id()).orElseThrow();
    Datum bo = at.holder.export(at.rights, imported).get(0);
    assertEquals(Datum.Origin.PROVIDED, bo.origin());
    assertEquals("import:" + id, bo.source());
  }

  @Test
  public void aCorrectionIsAChangeThatNobodyNeedsARoleFor() {
    Subject subject = at.create(ada(null, null));
    int recorded = at.desk.audit.events().size();
    List<String> corrected =
        at.holder.rectify(
            at.rights,
            subject,
            List.of(
                correction(subject, "name", "{\"given\":\"Ada\",\"family\":\"Lovelace\"}"),
                correction(subject, "emails", "[{\"address\":\"lovelace@example.org\"}]"),
                correction(subject, "notes", "null"),
                new Correction("rights:x/y", "1".getBytes(StandardCharsets.UTF_8)),
                new Correction(
                    "contacts:" + UUID.randomUUID() + "/name",
                    "1".getBytes(StandardCharsets.UTF_8))));
    assertEquals(3, corrected.size());
    assertEquals("who asks records it", recorded, at.desk.audit.events().size());
    Contact ada = at.read(subject);
    assertEquals("Ada Lovelace", ada.name().full());
    assertNull(ada.notes());
    assertEquals(2, at.desk.book.read(at.desk.caller, subject.id()).version());
    assertTrue(at.desk.book.knownByEmails(at.desk.caller, List.of("ada@example.org")).isEmpty());
    assertEquals(
        List.of(subject.id()),
        at.desk
            .book
            .knownByEmails(at.desk.caller, List.of("lovelace@example.org"))
            .get("lovelace@example.org")
            .ids());
    // as the store has it, too
    try (Desk fresh = new Desk(at.desk.keyring, at.desk.caller, 64L << 20)) {
      assertEquals("Ada Lovelace", Desk.name(fresh.book.read(fresh.caller, subject.id()).json()));
    }
  }

  @Test
  public void aCorrectionThatIsTrueAlreadyChangesNothing() {
    Subject subject = at.create(ada(null, null));
    List<Correction> corrections = List.of(correction(subject, "organization", "\"Engines\""));
    assertEquals(1, at.holder.rectify(at.rights, subject, corrections).size());
    assertEquals(1, at.holder.rectify(at.rights, subject, corrections).size());
    assertEquals(2, at.desk.book.read(at.desk.caller, subject.id()).version());
  }

  @Test
  public void aCorrectionIsValidByTheRulesOfAChange() {
    Subject subject = at.create(ada(null, null));
    for (String[] wrong :
        new String[][] {
          {"emails", "[{\"address\":\"nobody\"}]"},
          {"emails", "[{\"adress\":\"a@example.org\"}]"},
          {"emails", "7"},
          {"birthday", "\"soon\""},
          {"custom.unknown", "1"},
          {"id", "\"x\""},
          {"createdAt", "\"2020-01-01T00:00:00Z\""},
          {"name", "{"}
        }) {
      Correction good = correction(subject, "title", "\"Countess\"");
      ProblemException e =
          assertThrows(
              wrong[0] + wrong[1],
              ProblemException.class,
              () ->
                  at.holder.rectify(
                      at.rights, subject, List.of(good, correction(subject, wrong[0], wrong[1]))));
      assertEquals("invalid-contact", e.code());
      assertTrue(e.members().get("property").toString().startsWith(wrong[0]));
    }
    assertEquals(1, at.desk.book.read(at.desk.caller, subject.id()).version());
    assertNull(at.read(subject).title());
  }

  @Test
  public void anErasedSubjectLeavesNoRowAndNoMemory() {
    Subject subject = at.create(ada(null, null));
    Subject other = at.create(TestContacts.named("Bo"));
    at.desk.names(TestContacts.ALL, 10);
    at.erase(subject);
    assertTrue(at.subjects.find(at.rights, subject.id()).isEmpty());
    assertEquals(List.of(), at.holder.export(at.rights, subject));
    assertEquals(List.of("Bo"), at.desk.names(TestContacts.ALL, 10));
    assertTrue(at.desk.store.find(subject.tenant(), UUID.fromString(subject.id())).isEmpty());
    assertEquals(List.of(), at.holder.rectify(at.rights, subject, List.of()));
    at.erase(subject);
    assertEquals("Bo", at.read(other).name().full());
  }

  @Test
  public void anErasureThatWasHalfDoneIsFinished() {
    Subject subject = at.create(ada(null, null));
    at.desk.keyring.puncture(at.rights, subject.leaf());
    at.desk.database.faults().failNextCommit();
    assertThrows(ProblemException.class, () -> at.holder.erase(at.rights, subject));
    assertTrue("it is out of memory all the same", at.export(subject).isEmpty());
    assertFalse(at.desk.store.find(subject.tenant(), UUID.fromString(subject.id())).isEmpty());
    at.holder.erase(at.rights, subject);
    assertTrue(at.desk.store.find(subject.tenant(), UUID.fromString(subject.id())).isEmpty());
  }

  @Test
  public void aPendingShredOfTheSubjectEndsToo() {
    Subject subject = at.create(ada(null, null));
    at.desk.keyring.setVaultGone(true);
    assertThrows(
        ProblemException.class, () -> at.desk.book.delete(at.desk.caller, subject.id(), 1));
    at.desk.keyring.setVaultGone(false);
    at.erase(subject);
    assertFalse(
        at.desk
            .database
            .transactions()
            .call(at.desk.store::pendingShreds)
            .contains(new PendingShred(subject.tenant(), subject.leaf())));
  }

  @Test
  public void aDamagedRecordIsExportedAsLostAndErased() {
    Subject subject = at.create(ada(null, null));
    UUID id = UUID.fromString(subject.id());
    at.desk
        .database
        .transactions()
        .call(
            () ->
                at.desk.store.replace(
                    subject.tenant(), new SealedContact(id, 0, 2, new byte[64]), 1, 0));
    at.desk.opened.forget(subject.tenant());
    assertEquals(List.of("damaged"), List.copyOf(at.export(subject).keySet()));
    assertEquals(subject.id(), at.subjects.displayName(at.rights, subject));
    ProblemException e =
        assertThrows(
            ProblemException.class,
            () ->
                at.holder.rectify(
                    at.rights, subject, List.of(correction(subject, "title", "\"x\""))));
    assertEquals("record-damaged", e.code());
    List<String> all = new ArrayList<>();
    at.subjects.forEach(at.rights, each -> all.add(each.id()));
    assertEquals(List.of(subject.id()), all);
    at.erase(subject);
    assertTrue(at.desk.store.find(subject.tenant(), id).isEmpty());
  }

  @Test
  public void whatIsDueComesOldestFirst() throws IOException {
    at.desk.book.defineCustomField(
        at.desk.caller, new CustomField("ended", null, "date", List.of()));
    Subject first = at.create(ada(null, Map.of("ended", "2020-02-29")));
    Subject second = at.create(ada(null, Map.of("ended", "2019-01-01")));
    at.create(ada(null, Map.of("ended", "2031-01-01")));
    at.imports.run(at.imports.accept(Format.CSV, "Name,Email\nBo,bo@example.org\n"));
    Instant now = Instant.now().plusSeconds(60);
    List<Due> ended = at.holder.due(at.rights, "custom.ended", now, 10);
    assertEquals(
        List.of(second.id(), first.id()), ended.stream().map(due -> due.subject().id()).toList());
    assertEquals(Instant.parse("2020-02-29T00:00:00Z"), ended.get(1).at());
    assertEquals(
        List.of(second.id()),
        at.holder.due(at.rights, "custom.ended", now, 1).stream()
            .map(due -> due.subject().id())
            .toList());
    assertEquals(4, at.holder.due(at.rights, "created", now, 10).size());
    assertEquals(first, at.holder.due(at.rights, "created", now, 10).get(0).subject());
    assertEquals(
        List.of(), at.holder.due(at.rights, "created", Instant.parse("2020-01-01T00:00:00Z"), 10));
    at.desk.book.replace(at.desk.caller, first.id(), 1, Desk.named("Ada"));
    assertTrue(
        at.holder.due(at.rights, "changed", now, 1).stream()
            .noneMatch(due -> due.subject().id().equals(first.id())));
    assertEquals(1, at.holder.due(at.rights, "imported", now, 10).size());
    assertEquals(List.of(), at.holder.due(at.rights, "custom.none", now, 10));
    assertEquals(List.of(), at.holder.due(at.rights, "unheard-of", now, 10));
  }

  @Test
  public void aTenantIsHandedOverAndDropped() throws IOException {
    at.desk.book.defineCustomField(
        at.desk.caller, new CustomField("shoe", null, "number", List.of()));
    for (int i = 0; i < 1_100; i += 550) {
      List<Contacts.Create> many = new ArrayList<>();
      for (int j = 0; j < 550; j++) {
        many.add(new Contacts.Create(TestContacts.named("n" + (i + j))));
      }
      at.desk.book.apply(at.desk.caller, "x", many, null);
    }
    at.create(ada(null, null));
    at.imports.run(
        at.imports.accept(
            Format.CSV, "Name,Email,Tags,Birthday\nA,ada@example.org,new,\nB,b@example.org,,x\n"));
    List<String> lines = new ArrayList<>();
    at.holder.exportTenant(at.rights, json -> lines.add(new String(json, StandardCharsets.UTF_8)));
    assertEquals(1_105, lines.size());
    assertTrue(lines.get(0), lines.get(0).startsWith("{\"type\":\"custom-field\",\"value\":{"));
    assertTrue(lines.get(1).startsWith("{\"type\":\"contact\",\"value\":{\"id\":\""));
    assertTrue(lines.get(1_102).startsWith("{\"type\":\"contact-before\",\"value\":{\"id\":\""));
    assertTrue(lines.get(1_103).startsWith("{\"type\":\"import\",\"value\":{\"id\":\""));
    assertTrue(lines.get(1_104), lines.get(1_104).contains("b@example.org"));
    try (Desk neighbour = new Desk()) {
      neighbour.create("Neighbour");
      at.holder.eraseTenant(at.desk.caller.tenant());
      assertEquals(List.of("Neighbour"), neighbour.names(TestContacts.ALL, 5));
    }
    assertEquals(List.of(), at.desk.names(TestContacts.ALL, 5));
    assertEquals(List.of(), at.desk.book.customFields(at.desk.caller));
    assertEquals(List.of(), at.imports.reports.list(at.desk.caller, null, 5));
    for (Declaration.Table table : at.holder.describe().tables()) {
      String count = "SELECT COUNT(*) FROM " + table.name() + " WHERE tenant = ?";
      String tenant = at.desk.caller.tenant().toString();
      assertEquals(
          table.name(), List.of(0L), at.imports.sql.list(count, row -> row.getLong(1), tenant));
    }
    at.holder.eraseTenant(at.desk.caller.tenant());
  }
}
