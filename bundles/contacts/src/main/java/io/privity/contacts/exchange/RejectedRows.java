// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.rights.Suppressions;
import io.privity.contacts.exchange.MentionIndex.Place;
import io.privity.contacts.exchange.format.Item;
import io.privity.contacts.store.Sql;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The rejected rows of imports, with what stood in the file, until the report goes. One that
 * mentions somebody is sealed under a leaf of its own too, and found by the e-mail addresses and
 * telephone numbers in it, so that it goes with the erasure of whom it mentions. Thread-safe.
 */
@Component(service = RejectedRows.class)
public final class RejectedRows {
  /** The leaf of a row that mentions nobody. */
  private static final long NOBODY = -1;

  private final Sql sql;
  private final Keyring keyring;
  private final TwiceSealed twice;
  private final MentionIndex mentions;
  private final Suppressions suppressions;

  /** A rejected row and where it is kept. */
  public record Kept(String importId, long seq, Item.Rejected reject) {}

  /** A part of a row that fits, and under which leaves it is sealed. */
  private record Part(
      String importId, long seq, int part, long leaf, long reportLeaf, byte[] sealed) {
    static final String SELECT =
        "SELECT r.import_id, r.seq, r.part, r.leaf, i.report_leaf, r.sealed"
            + " FROM contacts_import_reject r"
            + " JOIN contacts_import i ON i.tenant = r.tenant AND i.id = r.import_id"
            + " WHERE i.report_leaf >= 0 AND r.tenant = ? AND r.import_id = ?"
            + " AND r.seq >= ? AND r.seq < ? ORDER BY r.seq, r.part";

    static Part read(ResultSet row) throws SQLException {
      return new Part(
          row.getString(1),
          row.getLong(2),
          row.getInt(3),
          row.getLong(4),
          row.getLong(5),
          row.getBytes(6));
    }

    RecordName report() {
      return new RecordName(reportLeaf, "import-reject", importId + "/" + seq, part);
    }

    RecordName own() {
      return leaf == NOBODY
          ? null
          : new RecordName(leaf, "import-mention", importId + "/" + seq, part);
    }
  }

  @Activate
  public RejectedRows(
      @Reference Sql sql, @Reference Keyring keyring, @Reference Suppressions suppressions) {
    this.sql = sql;
    this.keyring = keyring;
    this.twice = new TwiceSealed(keyring);
    this.mentions = new MentionIndex(sql, keyring);
    this.suppressions = suppressions;
  }

  /**
   * Keeps rows, in the open transaction. Of one that mentions an erased subject, or more people
   * than can be noted, nothing is kept of what stood in it.
   *
   * @param first the place of the first in the report
   */
  void append(ImportJob job, long first, List<Item.Rejected> rejects) {
    List<Set<String>> people = rejects.stream().map(MentionIndex::in).toList();
    Set<String> all = people.stream().flatMap(Set::stream).collect(Collectors.toSet());
    Set<String> erased = all.isEmpty() ? Set.of() : suppressions.suppressed(job.caller(), all);
    List<Object[]> rows = new ArrayList<>(rejects.size());
    Map<Place, Set<String>> mentioned = new HashMap<>();
    for (int i = 0; i < rejects.size(); i++) {
      Item.Rejected reject = rejects.get(i);
      boolean tooMany = people.get(i).size() > MentionIndex.MAX_PEOPLE;
      if (tooMany || !Collections.disjoint(people.get(i), erased)) {
        seal(job, first + i, NOBODY, reject.withoutRaw(), rows);
      } else if (people.get(i).isEmpty()) {
        seal(job, first + i, NOBODY, reject, rows);
      } else {
        seal(job, first + i, keyring.newSubject(job.caller()), reject, rows);
        mentioned.put(new Place(job.id(), first + i), people.get(i));
      }
    }
    sql.batch(
        "INSERT INTO contacts_import_reject (tenant, import_id, seq, part, leaf, sealed)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        rows);
    mentions.add(job.caller().tenant(), mentioned);
  }

  private void seal(ImportJob job, long seq, long leaf, Item.Rejected reject, List<Object[]> rows) {
    byte[] bytes = Rejects.write(reject);
    for (int from = 0, part = 0; from < bytes.length; from += Pieces.SIZE, part++) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Pieces.SIZE));
      Part at = new Part(job.id(), seq, part, leaf, job.reportLeaf(), null);
      byte[] sealed = twice.seal(job.caller(), at.report(), at.own(), piece);
      rows.add(new Object[] {job.caller().tenant().toString(), job.id(), seq, part, leaf, sealed});
    }
  }

  /** The rows at some places of an import's report: fewer where some were erased. */
  public List<Kept> of(Caller caller, String importId, long from, int places) {
    List<Kept> kept = new ArrayList<>();
    List<Part> parts = parts(caller.tenant(), importId, from, places);
    for (int i = 0; i < parts.size(); ) {
      long seq = parts.get(i).seq();
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      boolean gone = false;
      for (; i < parts.size() && parts.get(i).seq() == seq; i++) {
        Part at = parts.get(i);
        byte[] piece = twice.open(caller, at.report(), at.own(), at.sealed());
        gone |= piece == null;
        whole.writeBytes(gone ? new byte[0] : piece);
      }
      if (!gone) {
        kept.add(new Kept(importId, seq, Rejects.read(whole.toByteArray())));
      }
    }
    return kept;
  }

  private List<Part> parts(UUID tenant, String importId, long from, int places) {
    return sql.list(Part.SELECT, Part::read, tenant.toString(), importId, from, from + places);
  }

  /** The rows that mention somebody. */
  public List<Kept> mentioning(Caller caller, Collection<String> identifiers) {
    return mentions.of(caller.tenant(), identifiers).stream()
        .flatMap(at -> of(caller, at.importId(), at.seq(), 1).stream())
        .toList();
  }

  /** Destroys the rows that mention somebody: their keys, and then them. Safe to repeat. */
  public void erase(Caller caller, Collection<String> identifiers) {
    UUID tenant = caller.tenant();
    Set<Place> places = mentions.of(tenant, identifiers);
    long[] leaves =
        places.stream()
            .flatMap(at -> parts(tenant, at.importId(), at.seq(), 1).stream())
            .mapToLong(Part::leaf)
            .distinct()
            .toArray();
    if (leaves.length > 0) {
      keyring.puncture(caller, leaves);
    }
    places.forEach(at -> delete(tenant, at.importId(), " AND seq = " + at.seq()));
  }

  /** Drops the rows of an import. */
  void delete(UUID tenant, String importId) {
    delete(tenant, importId, "");
  }

  private void delete(UUID tenant, String importId, String condition) {
    for (String table : List.of("contacts_import_reject", "contacts_import_mention")) {
      sql.update(
          "DELETE FROM " + table + " WHERE tenant = ? AND import_id = ?" + condition,
          tenant.toString(),
          importId);
    }
  }
}
