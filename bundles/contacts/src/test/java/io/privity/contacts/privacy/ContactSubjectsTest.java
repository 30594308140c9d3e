// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.contacts.Contact;
import io.privity.api.privacy.Subject;
import io.privity.api.rest.Document;
import io.privity.contacts.Desk;
import io.privity.contacts.TestContacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;

public class ContactSubjectsTest {
  private final HolderDesk at = new HolderDesk();

  @After
  public void close() {
    at.close();
  }

  @Test
  public void contactsAreSubjects() {
    Document ada = at.desk.create("Ada");
    Document bo = at.desk.create("Bo");
    Subject subject = at.subject(ada);
    assertEquals(
        new Subject(at.desk.caller.tenant(), at.desk.id(ada), ada.leaf(), List.of("unassigned")),
        subject);
    for (String none : new String[] {UUID.randomUUID().toString(), "x", "", null}) {
      assertTrue(at.subjects.find(at.rights, none).isEmpty());
    }
    assertTrue(at.subjects.find(TestContacts.caller(), subject.id()).isEmpty());
    List<Long> leaves = new ArrayList<>();
    at.subjects.forEach(at.rights, each -> leaves.add(each.leaf()));
    assertEquals(List.of(ada.leaf(), bo.leaf()), leaves);
    assertEquals("nothing but the two creations", 2, at.desk.audit.events().size());
  }

  @Test
  public void theyAreRecognisedByAddressesAndNumbersInOneForm() {
    Subject subject =
        at.create(TestContacts.contact("Ada", " ADA@Example.org", "0044 (0)20 7946-0000", null));
    assertEquals(
        Set.of("email:ada@example.org", "phone:442079460000"),
        at.subjects.identifiers(at.rights, subject));
    Subject extension = at.create(TestContacts.contact("Bo", null, "ext. 12345", null));
    assertEquals(Set.of(), at.subjects.identifiers(at.rights, extension));
    at.erase(subject);
    assertEquals(Set.of(), at.subjects.identifiers(at.rights, subject));
  }

  @Test
  public void theyAreNamedByWhatTheyAreKnownBy() {
    assertEquals("Ada", name(TestContacts.named("Ada")));
    assertEquals("a@example.org", name(TestContacts.contact(null, "a@example.org", "1", null)));
    assertEquals("+41 44", name(TestContacts.contact(null, null, "+41 44", null)));
    assertEquals("Engines", name(TestContacts.of(null, "Engines", null, null, null)));
    Subject gone = at.create(TestContacts.named("Bo"));
    at.erase(gone);
    assertEquals(gone.id(), at.subjects.displayName(at.rights, gone));
  }

  private List<String> mentions(Subject self, String text) {
    return at.subjects.mentions(at.rights, self, text).stream()
        .map(passage -> text.substring(passage.start(), passage.end()))
        .toList();
  }

  private static Contact named(String given, String family, String email, String phone) {
    Contact.Name name = new Contact.Name("Dr.", given, null, family, null, null);
    return TestContacts.of(name, null, email, phone, null);
  }

  @Test
  public void othersAreFoundInAText() {
    Subject ada = at.create(named("Ada", "King", "ada@example.org", "+44 20 7946 0000"));
    at.create(named("Kateřina", "García-López", "kg@example.org", "+41 44 123 45 67"));
    at.create(named("Jan", "van der Berg", null, null));
    at.create(TestContacts.named("Babbage"));
    at.create(TestContacts.named("May"));
    at.create(TestContacts.contact("Ada King", null, "+44 20 7946 0000", null));
    assertEquals(
        List.of("Katerina Garcia-Lopez", "kg@example.org", "Babbage", "41 44 1234567"),
        mentions(
            ada,
            "Ada King met Katerina Garcia-Lopez (kg@example.org) and Babbage's man, +41 44 1234567;"
                + " she (ada@example.org, +44 20 7946 0000) may come again."));
    assertEquals(List.of("May"), mentions(ada, "In May or not"));
    assertEquals(List.of("Van der Berg, Jan"), mentions(ada, "Van der Berg, Jan came"));
    assertEquals(List.of("Dr. Jan van der Berg"), mentions(ada, "Dear Dr. Jan van der Berg,"));
    assertEquals(List.of("Jan  van der\nBerg"), mentions(ada, "and Jan  van der\nBerg too"));
    assertEquals(List.of(), mentions(ada, "nobody that anyone knows at work"));
    assertEquals(List.of(), mentions(ada, ""));
  }

  @Test
  public void aTenantThatIsTooLargeForTheMemoryFindsThemToo() {
    Subject ada = at.create(named("Ada", "King", null, null));
    at.create(named("Jan", "van der Berg", "jan@example.org", null));
    try (Desk small = new Desk(at.desk.keyring, at.desk.caller, 100)) {
      ContactSubjects subjects = new ContactSubjects(small.opened);
      assertEquals(
          2,
          subjects
              .mentions(at.rights, ada, "Jan van der Berg is jan@example.org, says Ada King")
              .size());
      assertEquals(1, small.opened.status().scanned());
    }
  }

  private String name(Contact contact) {
    return at.subjects.displayName(at.rights, at.create(contact));
  }
}
