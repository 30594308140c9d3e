// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Datum.Origin;
import io.privity.api.privacy.Subject;
import io.privity.contacts.ContactIds;
import io.privity.contacts.exchange.BeforeImages.Before;
import io.privity.contacts.exchange.RejectedRows.Kept;
import java.time.Instant;
import java.util.UUID;

/** What imports keep of a subject besides the contact, as data that the subject may see. */
final class ImportData {
  private ImportData() {}

  /** The contact as it was, for thirty days. */
  static Datum of(Subject subject, Before before) {
    return datum(
        subject,
        "before/" + before.importId() + "/" + before.version(),
        "What an import replaced",
        before.json(),
        before.importId());
  }

  /** A row that could not be imported, for thirty days. */
  static Datum of(Subject subject, Kept rejected) {
    return datum(
        subject,
        "rejected/" + rejected.importId() + "/" + rejected.seq(),
        "A row that an import could not take",
        ContactData.write(ContactData.JSON.valueToTree(rejected.reject().raw())),
        rejected.importId());
  }

  private static Datum datum(
      Subject subject, String part, String label, byte[] json, String importId) {
    return new Datum(
        ContactData.prefix(subject.id()) + part,
        ContactsDeclaration.IMPORTED,
        label,
        json,
        Origin.PROVIDED,
        "import:" + importId,
        Instant.ofEpochMilli(ContactIds.createdAt(UUID.fromString(importId))),
        subject.purposes());
  }
}
