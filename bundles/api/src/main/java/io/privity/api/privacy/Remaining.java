// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.util.Objects;

/**
 * A kind of records that an erasure leaves where they are.
 *
 * @param category what it is, as the declaration says
 * @param label a few words for the subject, such as {@code Log of accesses}
 * @param why the ground, and when the last of the records that there are now goes
 */
public record Remaining(String category, String label, Retained why) {
  public Remaining {
    Objects.requireNonNull(category);
    Objects.requireNonNull(label);
    Objects.requireNonNull(why);
  }
}
