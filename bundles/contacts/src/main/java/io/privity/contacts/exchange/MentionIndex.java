// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.encryption.Keyring;
import io.privity.contacts.exchange.format.Item;
import io.privity.contacts.index.Identifiers;
import io.privity.contacts.store.Sql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which rejected rows mention whom, by keyed hashes of e-mail addresses and telephone numbers. */
final class MentionIndex {
  /** What has more is no row of a person, and not worth so many hashes. */
  static final int MAX_PEOPLE = 1000;

  private final Sql sql;
  private final Keyring keyring;

  /** A rejected row. */
  record Place(String importId, long seq) {}

  MentionIndex(Sql sql, Keyring keyring) {
    this.sql = sql;
    this.keyring = keyring;
  }

  /** Whom a row may mention. */
  static Set<String> in(Item.Rejected reject) {
    Set<String> people = new HashSet<>();
    for (String cell : reject.raw()) {
      people.addAll(Identifiers.inCell(cell));
    }
    return people;
  }

  void add(UUID tenant, Map<Place, Set<String>> mentioned) {
    List<Object[]> rows = new ArrayList<>();
    mentioned.forEach(
        (at, people) ->
            people.forEach(
                each ->
                    rows.add(
                        new Object[] {
                          tenant.toString(), hash(tenant, each), at.importId(), at.seq()
                        })));
    sql.batch(
        "INSERT INTO contacts_import_mention (tenant, hash, import_id, seq) VALUES (?, ?, ?, ?)",
        rows);
  }

  private byte[] hash(UUID tenant, String identifier) {
    return keyring.lookupHash(
        "contacts-mention", (tenant + " " + identifier).getBytes(StandardCharsets.UTF_8));
  }

  /** The rows that mention one of these. */
  Set<Place> of(UUID tenant, Collection<String> people) {
    Set<Place> places = new HashSet<>();
    for (String each : people) {
      places.addAll(
          sql.list(
              "SELECT import_id, seq FROM contacts_import_mention WHERE tenant = ? AND hash = ?",
              row -> new Place(row.getString(1), row.getLong(2)),
              tenant.toString(),
              hash(tenant, each)));
    }
    return places;
  }
}
