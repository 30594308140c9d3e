// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.contacts.OpenedContacts;
import io.privity.contacts.exchange.format.ContactJson;
import io.privity.contacts.index.Designations;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.Identifiers;
import io.privity.contacts.index.SearchFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Contacts are a tenant's subjects; one whose record is damaged is one too. */
@Component(service = Subjects.class)
public final class ContactSubjects implements Subjects {
  private final OpenedContacts contacts;

  @Activate
  public ContactSubjects(@Reference OpenedContacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Optional<Subject> find(Caller caller, String id) {
    return Optional.ofNullable(contacts.find(caller, id)).map(entry -> subject(caller, entry));
  }

  static Subject subject(Caller caller, Entry entry) {
    return new Subject(caller.tenant(), entry.id().toString(), entry.leaf(), entry.purposes());
  }

  @Override
  public Set<String> identifiers(Caller caller, Subject subject) {
    byte[] json = json(caller, subject);
    return json == null ? Set.of() : Identifiers.of(SearchFields.of(json));
  }

  /** The full name, else what the contact is known by; the id of one that can't be read. */
  @Override
  public String displayName(Caller caller, Subject subject) {
    byte[] json = json(caller, subject);
    if (json == null) {
      return subject.id();
    }
    Contact contact = ContactJson.read(json);
    if (contact.name() != null) {
      return contact.name().full();
    }
    if (contact.organization() != null) {
      return contact.organization();
    }
    return contact.emails().isEmpty()
        ? contact.phones().get(0).number()
        : contact.emails().get(0).address();
  }

  /**
   * By their names, and by what they are recognised by; whoever shares one with the subject too.
   */
  @Override
  public List<Passage> mentions(Caller caller, Subject self, String text) {
    Mentions mentions = Mentions.in(text);
    Set<String> asked = mentions.designations();
    byte[] own = asked.isEmpty() ? null : json(caller, self);
    if (own != null) {
      asked.removeAll(Designations.of(own));
    }
    return mentions.of(
        contacts.of(caller).designating(asked, entry -> entry.leaf() != self.leaf()));
  }

  /** The document; null when there is none that can be read. */
  private byte[] json(Caller caller, Subject subject) {
    Entry entry = contacts.find(caller, subject.id());
    return entry == null ? null : entry.json();
  }

  @Override
  public void forEach(Caller caller, Consumer<Subject> sink) {
    contacts.of(caller).forEach(entry -> sink.accept(subject(caller, entry)));
  }
}
