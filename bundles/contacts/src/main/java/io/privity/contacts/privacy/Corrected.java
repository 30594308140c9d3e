// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.privacy.Correction;
import io.privity.api.problem.Kind;
import io.privity.contacts.exchange.format.ContactJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A contact's document with corrections in it; what they say is checked as any change is. */
final class Corrected {
  private final String prefix;
  private final ObjectNode before;
  private final ObjectNode document;
  private final List<String> ids = new ArrayList<>();

  Corrected(String contact, byte[] json) {
    this.prefix = ContactData.prefix(contact);
    this.before = ContactData.read(json);
    this.document = before.deepCopy();
  }

  /**
   * Takes in a correction, when it is of this contact.
   *
   * @throws ContactException {@code invalid-contact} (member {@code property})
   */
  void take(Correction correction) {
    if (!correction.datum().startsWith(prefix)) {
      return;
    }
    String part = correction.datum().substring(prefix.length());
    try {
      put(part, ContactData.JSON.readTree(correction.json()));
      ContactJson.read(ContactData.write(document));
    } catch (IOException | UncheckedIOException e) {
      throw invalid(part, "The value is not of the kind that it corrects.");
    }
    ids.add(correction.datum());
  }

  private void put(String part, JsonNode value) {
    boolean custom = part.startsWith(ContactEvents.CUSTOM);
    if (!custom && !ContactData.isPart(part)) {
      throw invalid(part, "A contact has no such datum that could be corrected.");
    }
    ObjectNode in = custom ? (ObjectNode) document.path(ContactData.CUSTOM) : document;
    String name = custom ? part.substring(ContactEvents.CUSTOM.length()) : part;
    if (value.isNull() || value.isMissingNode()) {
      in.remove(name);
    } else {
      in.set(name, value);
    }
  }

  private static ContactException invalid(String part, String message) {
    return new ContactException(Kind.INVALID, "invalid-contact", message, Map.of("property", part));
  }

  /** Those of the corrections that were of this contact. */
  List<String> ids() {
    return ids;
  }

  /** False when the contact is as they say already. */
  boolean isChanged() {
    return !document.equals(before);
  }

  Contact contact() {
    return ContactJson.read(ContactData.write(document));
  }
}
