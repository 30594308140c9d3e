// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.audit;

import io.privity.api.caller.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tamper-evident log: one Merkle tree (RFC 6962) for each tenant and one for the operator, the
 * latter for callers without a tenant. Entries get their place in the tree within a second of being
 * recorded.
 *
 * <p>Thread-safe. Registered only when the store agrees with its anchors: a store that was rolled
 * back is not served.
 */
@ProviderType
public interface AuditLog {

  /**
   * Records a change in the caller's open transaction: entry and change are durable together or not
   * at all.
   *
   * @throws IllegalStateException when no transaction is open
   */
  void record(Caller caller, AuditEvent event);

  /**
   * Records a read. Returns when the entry is durable; concurrent reads share one disk sync. The
   * answer may leave only after that.
   *
   * @throws io.privity.api.persistence.StoreException when it can't be recorded: the answer must
   *     not leave
   */
  void recordRead(Caller caller, AuditEvent event);

  /**
   * Records a read without waiting for the disk, so that the answer is prepared meanwhile and no
   * thread is held. Inside a transaction it may wait nevertheless.
   */
  default Recording recordReadAsync(Caller caller, AuditEvent event) {
    recordRead(caller, event);
    return Recording.DURABLE;
  }

  /**
   * Records what was refused or failed, in a transaction of its own that stays when the caller's
   * rolls back. Durable when this returns.
   */
  void recordRefusal(Caller caller, AuditEvent event);

  /** An entry as the API shows it. */
  record Entry(
      String id,
      long position,
      Instant time,
      String principal,
      String credential,
      String operation,
      String purpose,
      String outcome,
      List<String> records,
      List<Long> subjects,
      List<String> categories,
      String recipient,
      String detail,
      String address) {}

  /**
   * What to look for; null or empty means any.
   *
   * @param from earliest time, inclusive
   * @param to latest time, exclusive
   * @param principal the pseudonym of who acted
   * @param operation an operation, or a prefix of it that ends with a dot
   * @param record the id of a record
   * @param subject a subject's leaf
   */
  record Query(
      Instant from, Instant to, String principal, String operation, String record, Long subject) {}

  /**
   * Entries of the caller's own log, newest first, those just recorded included.
   *
   * @param before only entries at positions below this one; {@code Long.MAX_VALUE} for the newest
   * @param limit at most so many
   */
  List<Entry> entries(Caller caller, Query query, long before, int limit);

  /** The newest signed checkpoint of the caller's log (C2SP tlog-checkpoint, signed note), text. */
  String checkpoint(Caller caller);

  /**
   * @param size the tree size the proof is for
   * @param hashes the audit path (RFC 6962, section 2.1.1), hex
   * @param entry the entry as it was hashed
   */
  record Inclusion(
      long position,
      long size,
      String leafHash,
      List<String> hashes,
      String entry,
      String checkpoint) {}

  /** Proof that an entry stands in the caller's log; empty when there is no such entry. */
  Optional<Inclusion> inclusion(Caller caller, String entry);

  /**
   * Proof that the log of size {@code to} extends the one of size {@code from} (RFC 6962, section
   * 2.1.2).
   */
  record Consistency(long from, long to, String rootFrom, String rootTo, List<String> hashes) {}

  /**
   * @throws AuditException {@code invalid-range} unless 0 &lt; from &le; to &le; size
   */
  Consistency consistency(Caller caller, long from, long to);

  /**
   * The verifier key of the caller's log, in the form of a C2SP signed note's ({@code
   * name+hash+key}).
   */
  String verifierKey(Caller caller);

  /**
   * Writes the caller's whole log with its checkpoints, in the form that the offline verifier
   * reads.
   */
  void export(Caller caller, OutputStream out) throws IOException;
}
