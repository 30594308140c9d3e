// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.persistence.StoreException;
import io.privity.api.problem.ProblemException;
import io.privity.api.rest.Document;
import io.privity.contacts.store.SealedContact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;

public class AddressBookTest {
  private final Desk desk = new Desk();
  private final AddressBook book = desk.book;
  private final Caller caller = desk.caller;

  @After
  public void close() {
    desk.close();
  }

  @Test
  public void whatIsCreatedIsReadAndRecorded() {
    Document created =
        book.create(
            caller, TestContacts.contact("Zoë Kőszegi", "Z@example.com", "+41 44", List.of("vip")));
    String id = desk.id(created);
    assertEquals(1, created.version());
    AuditEvent event = desk.audit.last();
    assertEquals("contacts.create", event.operation());
    assertEquals(List.of(id), event.records());
    Document read = book.read(caller, id);
    assertArrayEquals(created.json(), read.json());
    assertEquals(created.leaf(), read.leaf());
    assertEquals("contacts.read", desk.audit.last().operation());
    assertArrayEquals(new long[] {created.leaf()}, desk.audit.last().subjects());
    String text = Desk.text(read.json());
    assertTrue(text, text.startsWith("{\"id\":\"" + id + "\",\"name\":{\"full\":\"Zoë Kőszegi\"}"));
    assertTrue(
        text, text.contains("\"custom\":{},\"purposes\":[\"unassigned\"],\"createdAt\":\"20"));
  }

  @Test
  public void aChangeNeedsTheVersion() {
    Document created = desk.create("Anna");
    String id = desk.id(created);
    Document second = book.replace(caller, id, 1, Desk.named("Anna Rossi"));
    assertEquals(2, second.version());
    assertEquals(created.leaf(), second.leaf());
    assertRefused("stale-version", () -> book.replace(caller, id, 1, Desk.named("x")));
    assertRefused("stale-version", () -> book.delete(caller, id, 1));
    assertRefused("invalid-contact", () -> book.replace(caller, id, 2, Desk.named(" ")));
    Document third =
        book.change(
            caller,
            id,
            2,
            json -> {
              assertArrayEquals(second.json(), json);
              return Desk.named("Anna Bianchi");
            });
    assertEquals(3, third.version());
    assertEquals("Anna Bianchi", Desk.name(book.read(caller, id).json()));
    assertEquals(
        Desk.text(created.json()).replaceAll(".*createdAt", "").substring(0, 25),
        Desk.text(third.json()).replaceAll(".*createdAt", "").substring(0, 25));
  }

  @Test
  public void aNameMadeFromPartsFollowsThem() {
    Contact.Name parts = new Contact.Name(null, "Anna", null, "Rossi", null, null);
    String id = desk.id(book.create(caller, named(parts)));
    Contact.Name married = new Contact.Name(null, "Anna", null, "Bianchi", null, "Anna Rossi");
    Document second = book.change(caller, id, 1, json -> named(married));
    assertEquals("Anna Bianchi", Desk.name(second.json()));
    Contact.Name shown = new Contact.Name(null, "Anna", null, "Verdi", null, "Annie");
    Document third = book.change(caller, id, 2, json -> named(shown));
    assertEquals("Annie", Desk.name(third.json()));
    Contact.Name other = new Contact.Name(null, "Anna", null, "Neri", null, "Annie");
    assertEquals("Annie", Desk.name(book.change(caller, id, 3, json -> named(other)).json()));
  }

  private static Contact named(Contact.Name name) {
    return TestContacts.of(name, null, null, null, null);
  }

  @Test
  public void anotherServersChangeMakesOursStale() {
    String id = desk.id(desk.create("Anna"));
    book.read(caller, id);
    try (Desk other = new Desk(desk.keyring, caller, 64L << 20)) {
      other.book.replace(caller, id, 1, Desk.named("Berta"));
      assertRefused("stale-version", () -> book.replace(caller, id, 1, Desk.named("Carla")));
      assertRefused("stale-version", () -> book.delete(caller, id, 1));
      Contacts.Result result =
          book.apply(caller, "x", List.of(new Contacts.Update(id, Desk.named("Dora"))), null)
              .get(0);
      assertEquals(3, result.version());
    }
    assertEquals("Dora", Desk.name(book.read(caller, id).json()));
  }

  @Test
  public void aDeletedContactIsGoneAndItsLeafPunctured() {
    Document created = desk.create("Anna");
    String id = desk.id(created);
    book.delete(caller, id, 1);
    assertRefused("no-such-contact", () -> book.read(caller, id));
    assertRefused("no-such-contact", () -> book.delete(caller, id, 1));
    assertTrue(desk.keyring.isPunctured(caller.tenant(), created.leaf()));
    assertTrue(desk.store.find(caller.tenant(), UUID.fromString(id)).isEmpty());
  }

  @Test
  public void whomAHoldOrALawKeepsIsNotDeleted() {
    Document anna = desk.create("Anna");
    Document bert = desk.create("Bert");
    desk.retained.add(anna.leaf());
    assertRefused("data-retained", () -> book.delete(caller, desk.id(anna), 1));
    List<Contacts.Result> results =
        book.apply(
            caller,
            "contacts.many",
            List.of(new Contacts.Delete(desk.id(anna), 1), new Contacts.Delete(desk.id(bert), 1)),
            null);
    assertEquals("data-retained", results.get(0).code());
    assertTrue(results.get(1).done());
    assertFalse(desk.keyring.isPunctured(caller.tenant(), anna.leaf()));
    assertTrue(desk.keyring.isPunctured(caller.tenant(), bert.leaf()));
    desk.retained.clear();
    book.delete(caller, desk.id(anna), 1);
  }

  @Test
  public void aDeletionWhoseKeyCouldNotBePuncturedIsFinishedLater() {
    Document created = desk.create("Anna");
    desk.keyring.setVaultGone(true);
    assertRefused("vault-unavailable", () -> book.delete(caller, desk.id(created), 1));
    assertRefused("no-such-contact", () -> book.read(caller, desk.id(created)));
    assertFalse(desk.keyring.isPunctured(caller.tenant(), created.leaf()));
    desk.keyring.setVaultGone(false);
    desk.shredder.finish();
    assertTrue(desk.keyring.isPunctured(caller.tenant(), created.leaf()));
    assertTrue(
        desk.database.transactions().call(desk.store::pendingShreds).stream()
            .noneMatch(pending -> pending.tenant().equals(caller.tenant())));
  }

  @Test
  public void aDeletionWithinATransactionPuncturesAfterItsEnd() {
    Document created = desk.create("Anna");
    String id = desk.id(created);
    assertThrows(
        IllegalStateException.class,
        () ->
            desk.database
                .transactions()
                .call(
                    () -> {
                      book.delete(caller, id, 1);
                      throw new IllegalStateException();
                    }));
    assertFalse(desk.keyring.isPunctured(caller.tenant(), created.leaf()));
    book.read(caller, id);
    desk.database
        .transactions()
        .call(
            () -> {
              book.delete(caller, id, 1);
              assertFalse(desk.keyring.isPunctured(caller.tenant(), created.leaf()));
              return null;
            });
    assertTrue(desk.keyring.isPunctured(caller.tenant(), created.leaf()));
  }

  @Test
  public void foreignMissingAndMalformedIdsAreAllTheSame() {
    String id = desk.id(desk.create("Anna"));
    Caller stranger = TestContacts.caller();
    ProblemException foreign = assertRefused("no-such-contact", () -> book.read(stranger, id));
    for (String missing :
        new String[] {
          UUID.randomUUID().toString(), "", "x", null, id.toUpperCase() + " ", "../" + id
        }) {
      ProblemException other = assertRefused("no-such-contact", () -> book.read(caller, missing));
      assertEquals(foreign.getMessage(), other.getMessage());
      assertEquals(foreign.members(), other.members());
      assertRefused("no-such-contact", () -> book.replace(caller, missing, 1, Desk.named("x")));
      assertRefused("no-such-contact", () -> book.delete(caller, missing, 1));
    }
    assertRefused("no-such-contact", () -> book.replace(stranger, id, 1, Desk.named("x")));
    assertRefused("no-such-contact", () -> book.delete(stranger, id, 1));
    assertRefused("no-tenant", () -> book.read(Caller.operator("op"), id));
  }

  @Test
  public void whoIsNotAdmittedGetsNothingFromMemory() {
    Document created = desk.create("Anna");
    String id = desk.id(created);
    book.read(caller, id);
    desk.keyring.setRefusing(true);
    assertRefused(EncryptionException.REFUSED, () -> book.read(caller, id));
    assertRefused(EncryptionException.REFUSED, () -> desk.names(TestContacts.ALL, 5));
    assertRefused(EncryptionException.REFUSED, () -> book.knownByEmails(caller, List.of("a@b.ch")));
    assertRefused(EncryptionException.REFUSED, () -> book.export(caller, "x", json -> {}));
    assertRefused(EncryptionException.REFUSED, () -> book.customFields(caller));
    desk.keyring.setRefusing(false);
    book.read(caller, id);
    desk.keyring.destroyTenant(caller.tenant());
    assertRefused(EncryptionException.TENANT_DESTROYED, () -> book.read(caller, id));
    assertEquals(0, desk.opened.status().tenants());
  }

  @Test
  public void aRecordThatDoesNotOpenIsDamagedAndAudited() {
    String intact = desk.id(desk.create("Anna"));
    UUID broken = UUID.fromString(desk.id(desk.create("Berta")));
    byte[] noise = new byte[64];
    desk.database
        .transactions()
        .call(
            () ->
                desk.store.replace(caller.tenant(), new SealedContact(broken, 0, 2, noise), 1, 0));
    try (Desk fresh = new Desk(desk.keyring, caller, 64L << 20)) {
      assertEquals(List.of("Anna"), fresh.names(TestContacts.BY_NAME, 5));
      assertRefused("record-damaged", () -> fresh.book.read(caller, broken.toString()));
      assertEquals(Outcome.FAILED, fresh.audit.last().outcome());
      assertEquals(1, fresh.opened.status().damaged());
      assertRefused(
          "record-damaged", () -> fresh.book.change(caller, broken.toString(), 2, json -> null));
      fresh.book.replace(caller, broken.toString(), 2, Desk.named("Berta again"));
      assertEquals(List.of("Anna", "Berta again"), fresh.names(TestContacts.BY_NAME, 5));
      assertEquals(0, fresh.opened.status().damaged());
      fresh.book.read(caller, intact);
    }
  }

  @Test
  public void rowsOfPuncturedLeavesAreRemovedWhenTheyAreMet() {
    desk.create("Anna");
    Document erased = desk.create("Berta");
    desk.keyring.puncture(caller, erased.leaf());
    try (Desk fresh = new Desk(desk.keyring, caller, 64L << 20)) {
      assertEquals(List.of("Anna"), fresh.names(TestContacts.ALL, 5));
      assertTrue(desk.store.find(caller.tenant(), UUID.fromString(desk.id(erased))).isEmpty());
      assertTrue(
          fresh.audit.events().stream()
              .anyMatch(event -> event.operation().equals("contacts.remove-erased")));
    }
  }

  @Test
  public void nothingIsKeptWhenTheCommitFails() {
    desk.create("Anna");
    int recorded = desk.audit.events().size();
    desk.database.faults().failNextCommit();
    assertThrows(StoreException.class, () -> desk.create("Berta"));
    assertEquals(recorded, desk.audit.events().size());
    assertEquals(List.of("Anna"), desk.names(TestContacts.ALL, 5));
  }

  @Test
  public void aContactThatIsTooLargeIsRefused() {
    Contact large =
        new Contact(
            null,
            null,
            "x",
            null,
            null,
            null,
            null,
            null,
            null,
            "語".repeat(16_000),
            null,
            null,
            null,
            null,
            null,
            null);
    assertRefused("contact-too-large", () -> book.create(caller, large));
    Contact largest =
        new Contact(
            null,
            null,
            "x",
            null,
            null,
            null,
            null,
            null,
            null,
            "語".repeat(10_500),
            null,
            null,
            null,
            null,
            null,
            null);
    book.create(caller, largest);
  }

  @Test
  public void changesAreAppliedTogetherAndTheRefusedLeftOut() {
    String first = desk.id(desk.create("Anna"));
    List<Contacts.Result> seen = new ArrayList<>();
    List<Contacts.Result> results =
        book.apply(
            caller,
            "contacts.import",
            List.of(
                new Contacts.Create(Desk.named("Berta")),
                new Contacts.Create(Desk.named(" ")),
                new Contacts.Skip("bad-row", "A bad row."),
                new Contacts.Update(first, Desk.named("Anna B")),
                new Contacts.Update(UUID.randomUUID().toString(), Desk.named("Nobody")),
                new Contacts.Update(first, Desk.named("Anna C"))),
            seen::addAll);
    assertEquals(results, seen);
    assertEquals("invalid-contact", results.get(1).code());
    assertEquals("bad-row", results.get(2).code());
    assertEquals(2, results.get(3).version());
    assertEquals("no-such-contact", results.get(4).code());
    assertEquals(3, results.get(5).version());
    assertEquals("contacts.import", desk.audit.last().operation());
    assertEquals(2, desk.audit.last().subjects().length);
    assertEquals(List.of("Anna C", "Berta"), desk.names(TestContacts.BY_NAME, 5));
    assertThrows(
        IllegalStateException.class,
        () ->
            book.apply(
                caller,
                "x",
                List.of(new Contacts.Create(Desk.named("Carla"))),
                done -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of("Anna C", "Berta"), desk.names(TestContacts.BY_NAME, 5));
    assertEquals(List.of(), book.apply(caller, "x", List.of(), null));
  }

  @Test
  public void deletionsTogetherTakeOnePuncture() {
    Document anna = desk.create("Anna");
    Document berta = desk.create("Berta");
    Document carla = desk.create("Carla");
    book.replace(caller, desk.id(berta), 1, Desk.named("Berta B"));
    List<Contacts.Change> changes =
        List.of(
            new Contacts.Delete(desk.id(anna), 1),
            new Contacts.Delete(desk.id(berta), 1),
            new Contacts.Delete(desk.id(berta), 2),
            new Contacts.Delete(desk.id(berta), 2),
            new Contacts.Delete("x", 1),
            new Contacts.Update(desk.id(anna), Desk.named("Anna B")),
            new Contacts.Replace(desk.id(carla), 2, Desk.named("Carla B")),
            new Contacts.Replace(desk.id(carla), 1, Desk.named("Carla C")));
    List<Contacts.Result> results = book.apply(caller, "x", changes, null);
    assertEquals(
        Arrays.asList(
            null,
            "stale-version",
            null,
            "no-such-contact",
            "no-such-contact",
            "no-such-contact",
            "stale-version",
            null),
        results.stream().map(Contacts.Result::code).toList());
    assertEquals(new Contacts.Result(desk.id(berta), 2, null, null), results.get(2));
    assertEquals("x", desk.audit.last().operation());
    assertArrayEquals(
        new long[] {anna.leaf(), berta.leaf(), carla.leaf()}, desk.audit.last().subjects());
    assertEquals(List.of("Carla C"), desk.names(TestContacts.ALL, 5));
    assertEquals(1, desk.keyring.punctures().size());
    assertTrue(desk.keyring.isPunctured(caller.tenant(), anna.leaf()));
    assertTrue(desk.keyring.isPunctured(caller.tenant(), berta.leaf()));
    assertFalse(desk.keyring.isPunctured(caller.tenant(), carla.leaf()));
  }

  @Test
  public void anotherServersChangeMakesADeletionOrReplacementStale() {
    Document anna = desk.create("Anna");
    Document berta = desk.create("Berta");
    Document carla = desk.create("Carla");
    book.read(caller, desk.id(anna));
    try (Desk other = new Desk(desk.keyring, caller, 64L << 20)) {
      other.book.replace(caller, desk.id(anna), 1, Desk.named("Anna B"));
      other.book.replace(caller, desk.id(berta), 1, Desk.named("Berta B"));
      other.book.delete(caller, desk.id(carla), 1);
    }
    List<Contacts.Change> changes =
        List.of(
            new Contacts.Delete(desk.id(anna), 1),
            new Contacts.Replace(desk.id(berta), 1, Desk.named("x")),
            new Contacts.Delete(desk.id(carla), 1));
    assertEquals(
        List.of("stale-version", "stale-version", "no-such-contact"),
        book.apply(caller, "x", changes, null).stream().map(Contacts.Result::code).toList());
    assertFalse(desk.keyring.isPunctured(caller.tenant(), anna.leaf()));
  }

  @Test
  public void aContactErasedAMomentAgoIsRefusedAlone() {
    Document anna = desk.create("Anna");
    desk.keyring.puncture(caller, anna.leaf());
    List<Contacts.Change> changes =
        List.of(
            new Contacts.Replace(desk.id(anna), 1, Desk.named("x")),
            new Contacts.Create(Desk.named("Berta")));
    assertEquals(
        Arrays.asList("no-such-contact", null),
        book.apply(caller, "x", changes, null).stream().map(Contacts.Result::code).toList());
  }

  @Test
  public void deletionsTogetherWhoseKeysCouldNotBePuncturedAreFinishedLater() {
    Document anna = desk.create("Anna");
    Document berta = desk.create("Berta");
    List<Contacts.Change> changes =
        List.of(new Contacts.Delete(desk.id(anna), 1), new Contacts.Delete(desk.id(berta), 1));
    desk.keyring.setVaultGone(true);
    assertRefused("vault-unavailable", () -> book.apply(caller, "x", changes, null));
    assertEquals(List.of(), desk.names(TestContacts.ALL, 5));
    desk.keyring.setVaultGone(false);
    desk.shredder.finish();
    assertTrue(desk.keyring.isPunctured(caller.tenant(), anna.leaf()));
    assertTrue(desk.keyring.isPunctured(caller.tenant(), berta.leaf()));
    assertEquals(
        0,
        desk.database.transactions().call(desk.store::pendingShreds).stream()
            .filter(pending -> pending.tenant().equals(caller.tenant()))
            .count());
  }

  @Test
  public void exportsAllOnceAndRecordsThemFirst() {
    for (int i = 0; i < 5; i++) {
      desk.create("n" + i);
    }
    List<String> names = new ArrayList<>();
    book.export(
        caller,
        "contacts.export",
        json -> {
          assertEquals("contacts.export", desk.audit.last().operation());
          assertEquals(5, desk.audit.last().subjects().length);
          names.add(Desk.name(json));
        });
    assertEquals(List.of("n0", "n1", "n2", "n3", "n4"), names);
  }

  @Test
  public void idsByEmailLeaveNoEntry() {
    String id = desk.id(book.create(caller, TestContacts.contact("A", "a@b.ch", null, null)));
    int recorded = desk.audit.events().size();
    assertEquals(
        Map.of(
            "A@B.CH",
            new Contacts.Known(List.of(id), false),
            "a@b.ch",
            new Contacts.Known(List.of(id), false)),
        book.knownByEmails(caller, List.of("A@B.CH", "a@b.ch", "x@b.ch")));
    assertEquals(recorded, desk.audit.events().size());
  }
}
