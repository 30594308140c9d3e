// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import java.time.Instant;

/**
 * What a subject said of a purpose once, as it can be proved (Art. 7(1)). Never changed, only
 * followed by the next.
 *
 * @param seq 1 for the first that the subject ever said
 * @param text the exact words that were shown
 * @param textHash SHA-256 of the words in UTF-8, hex
 * @param textVersion the tenant's own name of the words' version, or null
 * @param channel how it was said: {@code web}, {@code paper}, {@code phone} …
 * @param at when it was said
 * @param expires when a given consent ends by itself, or null
 * @param recordedAt when it was written down
 * @param by who wrote it down: a user's pseudonym, or {@code subject}
 */
public record Consent(
    long seq,
    String purpose,
    State state,
    String text,
    String textHash,
    String textVersion,
    String channel,
    Instant at,
    Instant expires,
    Instant recordedAt,
    String by) {
  /** Refused, withdrawn and expired are states of a consent, never a basis. */
  public enum State {
    GIVEN,
    REFUSED,
    WITHDRAWN
  }

  /** When a processing that rests on it has to end: long ago, unless it was given. */
  long endsAt() {
    return state != State.GIVEN
        ? Long.MIN_VALUE
        : expires == null ? Long.MAX_VALUE : expires.toEpochMilli();
  }
}
