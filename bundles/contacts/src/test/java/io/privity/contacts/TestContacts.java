// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.testkit.TestKeyring;
import java.util.List;

/** Contacts and callers for tests. */
public final class TestContacts {
  public static final Contacts.Query ALL = new Contacts.Query(null, null, null, null, false);
  public static final Contacts.Query BY_NAME = new Contacts.Query(null, null, null, null, true);

  private TestContacts() {}

  /** Someone of a new tenant. */
  public static Caller caller() {
    return new TestKeyring().caller(Role.MEMBER);
  }

  public static Contact named(String full) {
    return contact(full, null, null, List.of());
  }

  /** A contact of these parts alone; each may be null. */
  public static Contact of(
      Contact.Name name, String organization, String email, String phone, List<String> purposes) {
    return new Contact(
        null,
        name,
        organization,
        null,
        email == null ? null : List.of(new Contact.Email(null, email)),
        phone == null ? null : List.of(new Contact.Phone(null, phone)),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        purposes,
        null,
        null);
  }

  public static Contact contact(String full, String email, String phone, List<String> tags) {
    return new Contact(
        null,
        full == null ? null : new Contact.Name(null, null, null, null, null, full),
        null,
        null,
        email == null ? null : List.of(new Contact.Email("work", email)),
        phone == null ? null : List.of(new Contact.Phone("mobile", phone)),
        null,
        null,
        null,
        null,
        tags,
        null,
        null,
        null,
        null,
        null);
  }
}
