// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.persistence.StoreException;
import io.privity.api.rest.Document;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

/** Who was erased does not come back unless the tenant says so. */
public class SuppressionTest {
  private static final String ADA = "ada@example.org";

  private final Desk desk = new Desk();
  private final AddressBook book = desk.book;
  private final Caller caller = desk.caller;

  public SuppressionTest() {
    desk.suppressions.erased.add("email:" + ADA);
  }

  @After
  public void close() {
    desk.close();
  }

  private static Contact with(String email) {
    return TestContacts.contact("Ada", email, "+44 20 7946 0000", List.of());
  }

  private List<AuditEvent> lifts() {
    return desk.audit.events().stream()
        .filter(event -> event.operation().equals("contacts.lift-suppression"))
        .toList();
  }

  @Test
  public void aContactOfAnErasedSubjectIsRefused() {
    ContactException e =
        assertThrows(ContactException.class, () -> book.create(caller, with("ADA@example.org")));
    assertEquals("suppressed", e.code());
    assertEquals(409, e.kind().status());
    assertTrue(desk.audit.events().isEmpty());
    assertEquals(List.of(), desk.names(TestContacts.ALL, 5));
    book.create(caller, with("bo@example.org"));
    book.create(caller, Desk.named("Nobody that is recognised"));
    assertEquals(2, desk.suppressions.looks.get());
  }

  @Test
  public void whoIsBroughtBackKnowinglyIsSuppressedNoMore() {
    Document ada = book.create(caller, with(ADA), true);
    assertEquals(Set.of(), desk.suppressions.erased);
    assertEquals(1, lifts().size());
    assertArrayEquals(new long[] {ada.leaf()}, lifts().get(0).subjects());
    book.create(caller, with("bo@example.org"), true);
    assertEquals("nothing to lift", 1, lifts().size());
  }

  @Test
  public void nothingIsLiftedWhenTheCommitFails() {
    desk.database.faults().failNextCommit();
    assertThrows(StoreException.class, () -> book.create(caller, with(ADA), true));
    assertEquals(Set.of("email:" + ADA), desk.suppressions.erased);
  }

  @Test
  public void aBatchLooksOnceAndLeavesTheOthersStanding() {
    String kept = desk.id(book.create(caller, with("bo@example.org")));
    desk.suppressions.looks.set(0);
    List<Contacts.Result> results =
        book.apply(
            caller,
            "x",
            List.of(
                new Contacts.Create(with(ADA)),
                new Contacts.Create(with("cy@example.org")),
                new Contacts.Update(kept, with(ADA)),
                new Contacts.Update(kept, with("bo@example.org"))),
            null);
    assertEquals("suppressed", results.get(0).code());
    assertTrue(results.get(1).done());
    assertEquals("suppressed", results.get(2).code());
    assertTrue(results.get(3).done());
    assertEquals(1, desk.suppressions.looks.get());
    assertEquals(
        Set.of("bo@example.org", "cy@example.org"),
        book.knownByEmails(caller, List.of("bo@example.org", "cy@example.org", ADA)).keySet());
    Contacts.Update knowingly = new Contacts.Update(kept, with(ADA), true);
    assertTrue(book.apply(caller, "x", List.of(knowingly), null).get(0).done());
    assertEquals(Set.of(), desk.suppressions.erased);
  }

  @Test
  public void aContactThatIsKeptMayBeUpdatedWithWhatItHas() {
    desk.suppressions.erased.clear();
    String shared = desk.id(book.create(caller, with(ADA)));
    desk.suppressions.erased.add("email:" + ADA);
    Contact renamed = TestContacts.contact("Ada and Bo", ADA, null, List.of());
    Contacts.Update update = new Contacts.Update(shared, renamed);
    assertTrue(book.apply(caller, "x", List.of(update), null).get(0).done());
  }
}
