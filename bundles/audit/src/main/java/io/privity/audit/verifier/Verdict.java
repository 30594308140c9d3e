// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import java.util.List;

/**
 * What came of it.
 *
 * @param sections what was read, epoch by epoch
 * @param faults the first fault of each epoch; none when the log is whole
 */
public record Verdict(List<Section> sections, List<Fault> faults) {

  /**
   * An epoch of a log.
   *
   * @param key the key that its checkpoints were checked with
   */
  public record Section(String origin, long entries, int checkpoints, String key) {}

  public boolean isWhole() {
    return faults.isEmpty();
  }
}
