// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.rest.Document;
import io.privity.contacts.exchange.format.ContactJson;
import io.privity.contacts.store.SealedContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** What may not be used now is not there. */
public class PermissionTest {
  private final Desk desk = new Desk();
  private final AddressBook book = desk.book;
  private final Caller caller = desk.caller;

  @After
  public void close() {
    desk.close();
  }

  private static Contact ada() {
    return TestContacts.contact("Ada", "ada@example.org", "+44 20 7946 0000", List.of("vip"));
  }

  private Document restricted() {
    Document ada = book.create(caller, ada());
    desk.processing.restricted.add(ada.leaf());
    return ada;
  }

  private static ContactException refused(ThrowingRunnable call) {
    return assertThrows(ContactException.class, call);
  }

  @Test
  public void itAnswersAsAMissingOne() {
    Document ada = restricted();
    String id = desk.id(ada);
    String missing = UUID.randomUUID().toString();
    int recorded = desk.audit.events().size();
    for (String each : List.of(id, missing)) {
      for (ContactException e :
          List.of(
              refused(() -> book.read(caller, each)),
              refused(() -> book.replace(caller, each, 1, Desk.named("x"))),
              refused(() -> book.replace(caller, each, 9, Desk.named("x"))),
              refused(() -> book.change(caller, each, 1, json -> Desk.named("x"))),
              refused(() -> book.delete(caller, each, 1)))) {
        assertEquals("no-such-contact", e.code());
        assertEquals("There is no such contact.", e.getMessage());
        assertEquals(404, e.kind().status());
        assertTrue(e.members().isEmpty());
      }
      Contacts.Result result =
          book.apply(caller, "x", List.of(new Contacts.Update(each, Desk.named("x"))), null).get(0);
      assertEquals("no-such-contact", result.code());
      assertNull(result.id());
    }
    assertEquals("neither leaves a trace", recorded, desk.audit.events().size());
    desk.processing.restricted.clear();
    assertArrayEquals("nor is anything changed", ada.json(), book.read(caller, id).json());
  }

  @Test
  public void itIsInNoListNorCursorNorExport() {
    for (long budget : new long[] {64L << 20, 1000}) {
      try (Desk at = new Desk(desk.keyring, TestContacts.caller(), budget)) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
          Document each =
              at.book.create(
                  at.caller,
                  TestContacts.contact("Ada " + i, "ada@example.org", "+44 20 1111", List.of("a")));
          if (i % 3 == 1) {
            at.processing.restricted.add(each.leaf());
          } else {
            others.add("Ada " + i);
          }
        }
        for (Contacts.Query query :
            new Contacts.Query[] {
              TestContacts.ALL,
              TestContacts.BY_NAME,
              new Contacts.Query("ada", null, null, null, true),
              new Contacts.Query("ada", null, null, "a", false),
              new Contacts.Query(null, "ada@example.org", null, null, true),
              new Contacts.Query(null, null, "0044201111", null, false),
              new Contacts.Query(null, null, null, "a", true)
            }) {
          for (int limit = 1; limit < 8; limit++) {
            assertEquals(others, at.names(query, limit));
          }
          Contacts.Slice all = at.book.list(at.caller, query, null, 6);
          assertNull("no page more is promised", all.next());
          assertEquals(6, at.audit.last().subjects().length);
        }
        List<String> exported = new ArrayList<>();
        at.book.export(at.caller, "x", json -> exported.add(Desk.name(json)));
        assertEquals(others, exported);
        assertEquals(6, at.audit.last().subjects().length);
      }
    }
  }

  @Test
  public void aRequestAsksOnce() {
    for (int i = 0; i < 30; i++) {
      desk.create("n" + i);
    }
    String id = desk.id(desk.create("last"));
    List<Contacts.Change> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      changes.add(new Contacts.Update(id, Desk.named("last " + i)));
    }
    for (Runnable request :
        List.<Runnable>of(
            () -> book.list(caller, TestContacts.BY_NAME, null, 20),
            () -> book.read(caller, id),
            () -> book.apply(caller, "x", changes, null),
            () -> book.knownByEmails(caller, List.of("a@example.org", "b@example.org")),
            () -> book.export(caller, "x", json -> {}))) {
      desk.processing.asked.set(0);
      request.run();
      assertEquals(1, desk.processing.asked.get());
    }
  }

  @Test
  public void aLongExportAsksAgain() {
    List<Contacts.Create> many = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      many.add(new Contacts.Create(Desk.named("n" + i)));
    }
    book.apply(caller, "x", many, null);
    Document last = desk.create("last");
    List<String> exported = new ArrayList<>();
    book.export(
        caller,
        "x",
        json -> {
          exported.add(Desk.name(json));
          desk.processing.restricted.add(last.leaf());
        });
    assertEquals(600, exported.size());
    assertFalse(exported.contains("last"));
  }

  @Test
  public void whoNamesAPurposeSeesWhatIsKeptForIt() {
    desk.processing.defined.addAll(Set.of("newsletter", "sales"));
    String letter = desk.id(book.create(caller, keptFor(Desk.named("Letter"), "newsletter")));
    String both = desk.id(book.create(caller, keptFor(Desk.named("Both"), "sales", "newsletter")));
    String none = desk.id(desk.create("None"));
    Caller sender = naming("newsletter");
    assertEquals("Letter", Desk.name(book.read(sender, letter).json()));
    assertEquals("Both", Desk.name(book.read(sender, both).json()));
    assertEquals("no-such-contact", refused(() -> book.read(sender, none)).code());
    assertEquals(2, book.list(sender, TestContacts.ALL, null, 9).items().size());
    assertEquals(1, book.list(naming("sales"), TestContacts.ALL, null, 9).items().size());
    assertEquals(3, book.list(caller, TestContacts.ALL, null, 9).items().size());
  }

  private Caller naming(String purpose) {
    return new Caller(caller.tenant(), "user", -1, "token", Set.of(Role.MEMBER), purpose, "");
  }

  private static Contact keptFor(Contact contact, String... purposes) {
    return TestContacts.of(contact.name(), null, null, null, List.of(purposes));
  }

  @Test
  public void aPurposeIsOneOfTheTenants() {
    desk.processing.defined.add("newsletter");
    ContactException e =
        refused(() -> book.create(caller, keptFor(Desk.named("Ada"), "newsletter", "Spying")));
    assertEquals("invalid-contact", e.code());
    assertEquals("purposes", e.members().get("property"));
    assertEquals(
        "purposes[0]",
        refused(() -> book.create(caller, keptFor(Desk.named("Ada"), "any thing")))
            .members()
            .get("property"));
    Document ada = book.create(caller, keptFor(Desk.named("Ada"), "newsletter"));
    desk.processing.defined.clear();
    Document same =
        book.replace(caller, desk.id(ada), 1, keptFor(Desk.named("Ada B"), "newsletter"));
    assertEquals(List.of("newsletter"), ContactJson.read(same.json()).purposes());
    assertEquals(
        List.of("unassigned"),
        ContactJson.read(book.replace(caller, desk.id(ada), 2, keptFor(Desk.named("A"))).json())
            .purposes());
    refused(() -> book.replace(caller, desk.id(ada), 3, keptFor(Desk.named("A"), "newsletter")));
  }

  @Test
  public void addressesTellThatSomeoneIsWithheld() {
    restricted();
    Document other = book.create(caller, ada());
    assertEquals(
        new Contacts.Known(List.of(desk.id(other)), true),
        book.knownByEmails(caller, List.of("ada@example.org")).get("ada@example.org"));
  }

  @Test
  public void aDamagedRecordThatIsRestrictedIsNotThereEither() {
    Document ada = book.create(caller, ada());
    UUID id = UUID.fromString(desk.id(ada));
    desk.database
        .transactions()
        .call(
            () ->
                desk.store.replace(
                    caller.tenant(), new SealedContact(id, 0, 2, new byte[64]), 1, 0));
    desk.opened.forget(caller.tenant());
    assertEquals("record-damaged", refused(() -> book.read(caller, id.toString())).code());
    desk.processing.restricted.add(ada.leaf());
    assertEquals("no-such-contact", refused(() -> book.read(caller, id.toString())).code());
  }
}
