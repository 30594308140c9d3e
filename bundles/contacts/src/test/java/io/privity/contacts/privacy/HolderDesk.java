// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Subject;
import io.privity.api.rest.Document;
import io.privity.api.rights.Processing;
import io.privity.contacts.Desk;
import io.privity.contacts.exchange.ImportDesk;
import io.privity.contacts.exchange.format.ContactJson;
import io.privity.contacts.store.TenantRows;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The rights work at an address book in memory. */
final class HolderDesk implements AutoCloseable {
  final ImportDesk imports = new ImportDesk();
  final Desk desk = imports.desk;
  final TenantRows rows = new TenantRows(imports.sql);
  final ContactSubjects subjects = new ContactSubjects(desk.opened);
  final ContactsHolder holder =
      new ContactsHolder(
          desk.opened,
          desk.book,
          imports.before,
          imports.rejected,
          new TenantExport(
              desk.opened, desk.book, imports.before, imports.reports, imports.rejected),
          rows);

  /** As the jobs of the rights work call. */
  final Caller rights =
      new Caller(desk.caller.tenant(), "rights", -1, "schedule", Set.of(), Processing.RIGHTS, "");

  Subject subject(Document contact) {
    return subjects.find(rights, desk.id(contact)).orElseThrow();
  }

  Subject create(Contact contact) {
    return subject(desk.book.create(desk.caller, contact));
  }

  Contact read(Subject subject) {
    return ContactJson.read(desk.book.read(desk.caller, subject.id()).json());
  }

  /** The export, from the part's name to its JSON. */
  Map<String, String> export(Subject subject) {
    Map<String, String> parts = new LinkedHashMap<>();
    String prefix = "contacts:" + subject.id() + "/";
    for (Datum datum : holder.export(rights, subject)) {
      String part = datum.id();
      parts.put(
          part.startsWith(prefix) ? part.substring(prefix.length()) : part,
          new String(datum.json(), StandardCharsets.UTF_8));
    }
    return parts;
  }

  /** As the rights work erases: mentions, the key, and the rows while no key opens anything. */
  void erase(Subject subject) {
    Set<String> identifiers = subjects.identifiers(rights, subject);
    holder.eraseMentions(rights, subject, identifiers);
    desk.suppressions.erased.addAll(identifiers);
    desk.keyring.puncture(rights, subject.leaf());
    desk.keyring.setRefusing(true);
    try {
      holder.erase(rights, subject);
    } finally {
      desk.keyring.setRefusing(false);
    }
  }

  @Override
  public void close() {
    imports.close();
  }
}
