// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One thing that is kept of a subject, as the subject may see it: small enough to be retained,
 * corrected or left out by itself.
 *
 * @param id unique in the tenant and stable, with the bundle's short name first: {@code
 *     contacts:0190…/notes}
 * @param category what it is, such as {@code contact}, as the declaration says
 * @param label a few words for the subject, such as {@code Notes}
 * @param json the datum as a JSON value, UTF-8
 * @param origin whether the subject provided it: portability (Art. 20) takes that alone
 * @param source where it came from (Art. 15(1)(g)), such as {@code import:…}; empty when from the
 *     subject
 * @param since when it was kept first
 * @param purposes what it is kept for
 */
public record Datum(
    String id,
    String category,
    String label,
    byte[] json,
    Origin origin,
    String source,
    Instant since,
    List<String> purposes) {
  /** How a datum came to be (Art. 20, WP242: provided includes observed, but not derived). */
  public enum Origin {
    PROVIDED,
    OBSERVED,
    DERIVED,
    OTHERS
  }

  public Datum {
    Objects.requireNonNull(id);
    Objects.requireNonNull(category);
    Objects.requireNonNull(label);
    Objects.requireNonNull(json);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(source);
    purposes = List.copyOf(purposes);
  }
}
