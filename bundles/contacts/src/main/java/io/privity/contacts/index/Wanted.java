// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.contacts.Contacts;
import io.privity.api.rights.Processing.Permission;
import java.util.Comparator;

/**
 * What a list is asked for, in the forms that are compared; null means any.
 *
 * @param text the folded text, of one byte at least
 * @param email the key of an e-mail address
 * @param phone the key of a telephone number
 * @param tag a tag as it is
 * @param byName true to sort by name, else by creation
 * @param permission whose data may be used
 */
public record Wanted(
    byte[] text, String email, String phone, String tag, boolean byName, Permission permission) {

  public static Wanted of(Contacts.Query query, Permission permission) {
    byte[] text = query.text() == null ? null : Folding.bytes(query.text());
    return new Wanted(
        text == null || text.length == 0 ? null : text,
        query.email() == null ? null : Keys.email(query.email()),
        query.phone() == null ? null : Keys.phone(query.phone()),
        query.tag(),
        query.sortedByName(),
        permission);
  }

  Comparator<Entry> order() {
    return byName ? Entry.BY_NAME : Entry.BY_ID;
  }

  boolean textMatches(Entry entry) {
    return text == null || Bytes.indexOf(entry.name(), text) >= 0;
  }

  /** Whether the entry may be shown: asked of what matches. */
  boolean isPermitted(Entry entry) {
    return permission.covers(entry.leaf(), entry.purposes());
  }

  /** Everything compared, for who has no index to ask. */
  boolean matches(Entry entry, SearchFields fields) {
    return textMatches(entry)
        && (email == null || fields.emails().contains(email))
        && (phone == null || fields.phones().contains(phone))
        && (tag == null || fields.tags().contains(tag))
        && isPermitted(entry);
  }
}
