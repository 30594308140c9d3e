// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.contacts.ContactException;
import io.privity.api.problem.Kind;
import java.util.Map;

/** What this domain refuses, said the same way everywhere. */
final class Refusals {
  static final String DAMAGED = "record-damaged";

  private Refusals() {}

  static ContactException noSuchContact() {
    return new ContactException(
        Kind.NOT_FOUND, ContactException.NO_SUCH_CONTACT, "There is no such contact.");
  }

  static ContactException stale() {
    return new ContactException(
        Kind.STALE, "stale-version", "The contact was changed since that version was read.");
  }

  static ContactException damaged() {
    return new ContactException(
        Kind.DAMAGED, DAMAGED, "The record failed its integrity check and can't be shown.");
  }

  static ContactException suppressed() {
    return new ContactException(
        Kind.CONFLICT,
        ContactException.SUPPRESSED,
        "The e-mail address or telephone number was that of a subject who was erased.");
  }

  static ContactException retained() {
    return new ContactException(
        Kind.CONFLICT,
        "data-retained",
        "A hold or a law keeps data of this contact. A request for erasure keeps that apart, and"
            + " destroys the rest.");
  }

  static ContactException tooLarge() {
    return new ContactException(
        Kind.INVALID,
        "contact-too-large",
        "A contact takes " + ContactJson.MAX_BYTES + " bytes at most.");
  }

  static ContactException noTenant() {
    return new ContactException(Kind.FORBIDDEN, "no-tenant", "Contacts belong to tenants.");
  }

  static ContactException invalid(String property, String message) {
    return new ContactException(
        Kind.INVALID, "invalid-contact", message, Map.of("property", property));
  }

  static ContactException invalidField(String property, String message) {
    return new ContactException(
        Kind.INVALID, "invalid-custom-field", message, Map.of("property", property));
  }

  static ContactException fieldExists() {
    return new ContactException(
        Kind.CONFLICT, "custom-field-exists", "There is a custom field of that name.");
  }
}
