// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Portable;
import io.privity.contacts.exchange.format.ExportWriter;
import io.privity.contacts.exchange.format.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A contact as the card that other address books take, of those of its data that go along. */
final class ContactCard {
  private ContactCard() {}

  /** The card; none when no datum goes along. */
  static List<Portable> of(String contact, List<Datum> data) {
    ObjectNode document = ContactData.JSON.createObjectNode();
    String prefix = ContactData.prefix(contact);
    for (Datum datum : data) {
      if (datum.id().startsWith(prefix)) {
        put(document, datum.id().substring(prefix.length()), datum.json());
      }
    }
    if (document.isEmpty()) {
      return List.of();
    }
    ByteArrayOutputStream card = new ByteArrayOutputStream();
    try {
      ExportWriter writer = ExportWriter.to(card, Format.VCARD, List.of());
      writer.write(ContactData.write(document));
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        new Portable(
            "contact." + Format.VCARD.extension(), Format.VCARD.mediaType(), card.toByteArray()));
  }

  private static void put(ObjectNode document, String part, byte[] json) {
    if (part.startsWith(ContactEvents.CUSTOM)) {
      document
          .withObjectProperty(ContactData.CUSTOM)
          .set(part.substring(ContactEvents.CUSTOM.length()), ContactData.value(json));
    } else if (ContactData.isPart(part)) {
      document.set(part, ContactData.value(json));
    }
  }
}
