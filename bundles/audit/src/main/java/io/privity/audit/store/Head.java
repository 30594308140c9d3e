// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import io.privity.audit.merkle.Checkpoint;

/**
 * Where a log stands in one epoch.
 *
 * @param base the position of the epoch's first entry, counted over all epochs
 * @param size the entries of this epoch
 * @param keptAt when a checkpoint was last kept in the history
 * @param note the signed checkpoint
 */
public record Head(String tenant, int epoch, long base, long size, long keptAt, byte[] note) {

  /**
   * @throws DamagedTreeException when the note is none
   */
  public Checkpoint checkpoint() {
    try {
      return Checkpoint.parse(note);
    } catch (IllegalArgumentException e) {
      throw new DamagedTreeException("its head can't be read");
    }
  }
}
