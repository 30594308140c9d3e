// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import io.privity.audit.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run of entries in their order.
 *
 * @param start the first entry's place in the tree
 * @param timeFrom the earliest time of an entry, epoch milliseconds
 * @param timeTo the latest
 * @param pruned true when the entries are gone and their leaf hashes are left
 * @param body one entry a line; of a pruned segment one leaf hash after the other
 */
public record Segment(
    long start, int count, long timeFrom, long timeTo, boolean pruned, byte[] body) {

  /**
   * The leaf hashes of a pruned segment.
   *
   * @throws DamagedTreeException when there are not as many as entries
   */
  public List<byte[]> leafHashes() {
    if (!pruned || body.length != count * TreeHasher.LENGTH) {
      throw new DamagedTreeException("the pruned entries from " + start + " lack leaf hashes");
    }
    List<byte[]> hashes = new ArrayList<>(count);
    for (int at = 0; at < body.length; at += TreeHasher.LENGTH) {
      hashes.add(Arrays.copyOfRange(body, at, at + TreeHasher.LENGTH));
    }
    return hashes;
  }
}
