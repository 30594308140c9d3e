// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Retained;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an erasure did, as its signed receipt says: no personal data, but the id that the subject's
 * record had.
 *
 * @param request the request it answered, or why it was done without one
 * @param destroyed how many data of which category in which bundle
 * @param inventoryHash SHA-256 over the ids of all destroyed data, sorted, one a line: whoever has
 *     the access package can check that it was all of them
 * @param remains data that was retained, each until its end
 * @param records kinds of records that stand where they were, until they end by themselves
 * @param ledger the hash that the erasure ledger had after this erasure's entry
 */
record Receipt(
    String tenant,
    String contact,
    String request,
    Instant startedAt,
    Instant erasedAt,
    Map<String, Map<String, Integer>> destroyed,
    String inventoryHash,
    List<Kept> remains,
    List<Records> records,
    String ledger) {
  /**
   * A retained datum.
   *
   * @param id what the retained datum is found by
   * @param endedAt when it was destroyed, or null while it is kept
   */
  record Kept(
      String id, String datum, String ground, String reason, Instant until, Instant endedAt) {
    static Kept of(String id, ErasurePlan.Item item) {
      return new Kept(
          id,
          item.datum().id(),
          item.retained().ground().code(),
          item.retained().reason(),
          item.retained().until(),
          null);
    }
  }

  /** Records that the law demands whole, such as the audit log. */
  record Records(String label, String ground, String reason, Instant until) {
    static Records of(Remaining remaining) {
      Retained why = remaining.why();
      return new Records(remaining.label(), why.ground().code(), why.reason(), why.until());
    }
  }

  Receipt erased(Instant at, String ledgerHash) {
    return new Receipt(
        tenant, contact, request, startedAt, at, destroyed, inventoryHash, remains, records, ledgerHash);
  }

  Receipt ended(String kept, Instant at) {
    List<Kept> updated =
        remains.stream()
            .map(
                one ->
                    one.id().equals(kept)
                        ? new Kept(
                            one.id(), one.datum(), one.ground(), one.reason(), one.until(), at)
                        : one)
            .toList();
    return new Receipt(
        tenant, contact, request, startedAt, erasedAt, destroyed, inventoryHash, updated, records, ledger);
  }
}
