// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import static io.privity.api.privacy.Declaration.plain;
import static io.privity.api.privacy.Declaration.withSubject;

import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Declaration.Column;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.Declaration.Table;
import java.util.List;

/** What this bundle keeps, column by column. */
final class ContactsDeclaration {
  static final String CATEGORY = "contact";

  /** What files say of people, besides what became of it. */
  static final String IMPORTED = "import";

  private static final String PURPOSE = "customer-management";

  /** As long as an import can be reverted. */
  private static final String REPORT = "P30D";

  private static final Column TENANT = plain("tenant", "the controller");
  private static final Column LEAF = plain("leaf", "the number of a key");
  private static final Column ID = plain("id", "a random number and when it was made");
  private static final Column IMPORT = plain("import_id", "a random number and when it was made");

  private ContactsDeclaration() {}

  static Declaration declaration() {
    return new Declaration(
        "contacts_",
        ContactEvents.DECLARED,
        List.of(
            contact(), customField(), shred(), imports(), piece(), before(), reject(), mention()));
  }

  private static Table contact() {
    return Table.of(
        "contacts_contact",
        "a person in the address book",
        TENANT,
        ID,
        LEAF,
        plain("version", "a counter"),
        plain("created", "a time"),
        plain("updated", "a time"),
        withSubject("sealed", CATEGORY, PURPOSE));
  }

  private static Table customField() {
    return Table.of(
        "contacts_custom_field",
        "a field that the tenant defined for its contacts",
        TENANT,
        plain("name", "the tenant's name of the field"),
        LEAF,
        plain("sealed", "the tenant's label, type and choices of the field"));
  }

  private static Table shred() {
    return Table.of(
        "contacts_shred", "the key of a deleted contact, until it is destroyed", TENANT, LEAF);
  }

  private static Table imports() {
    return Table.of(
        "contacts_import",
        "an import of a file: who asked for it, and how far it is",
        TENANT,
        ID,
        plain("state", "one of six words"),
        plain("format", "one of three words"),
        plain("created", "a time"),
        plain("touched", "a time"),
        plain("finished", "a time"),
        plain("principal", "the pseudonym of a user of the tenant"),
        plain("principal_leaf", "the number of a key"),
        plain("credential", "the number of a session or token, never the secret"),
        plain("roles", "names of roles"),
        plain("purpose", "the name of a purpose"),
        plain("upload_leaf", "the number of a key"),
        plain("report_leaf", "the number of a key"),
        imported("layout"),
        plain("rows_read", "a count"),
        plain("rows_created", "a count"),
        plain("rows_updated", "a count"),
        plain("rows_rejected", "a count"),
        plain("undone", "a count"),
        plain("undo_skipped", "a count"),
        plain("undo_position", "a count"),
        plain("failure", "a code"));
  }

  private static Table piece() {
    return Table.of(
        "contacts_import_piece",
        "a piece of a file until it is imported, and of what the import leaves",
        TENANT,
        IMPORT,
        plain("part", "one of two words"),
        plain("seq", "a counter"),
        imported("sealed"));
  }

  private static Table before() {
    return Table.of(
        "contacts_import_before",
        "what a contact was before an import changed it",
        TENANT,
        IMPORT,
        plain("contact", "a random number and when it was made"),
        plain("version", "a counter"),
        LEAF,
        imported("sealed"));
  }

  private static Table reject() {
    return Table.of(
        "contacts_import_reject",
        "a row that an import could not take",
        TENANT,
        IMPORT,
        plain("seq", "a counter"),
        plain("part", "a counter"),
        LEAF,
        imported("sealed"));
  }

  private static Table mention() {
    return Table.of(
        "contacts_import_mention",
        "by which rejected row somebody is mentioned",
        TENANT,
        imported("hash"),
        IMPORT,
        plain("seq", "a counter"));
  }

  private static Column imported(String name) {
    return new Personal(name, IMPORTED, PURPOSE, null, REPORT, ContactEvents.IMPORTED, List.of());
  }
}
