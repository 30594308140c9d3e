// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a subject's rights do to the processing of its data, beyond consents.
 *
 * @param subject the id of its record
 * @param restriction null when there is none
 * @param objections one for each purpose that was objected to
 * @param eraseAt when the grace after the last basis ends, or null
 */
record Standing(
    String subject, Restriction restriction, List<Objection> objections, Instant eraseAt) {
  /** Art. 18(1). */
  enum Ground {
    ACCURACY_CONTESTED,
    UNLAWFUL,
    NEEDED_FOR_CLAIMS,
    OBJECTION_PENDING,
    /** The last basis was withdrawn: nothing but storage is lawful, until the erasure. */
    NO_BASIS
  }

  /**
   * @param request the request that asked for it, or an empty string
   * @param consents purposes that the subject allows all the same (Art. 18(2))
   */
  record Restriction(Ground ground, Instant since, String request, Set<String> consents) {}

  record Objection(String purpose, Instant since, String request) {}

  Standing {
    objections = objections == null ? List.of() : List.copyOf(objections);
  }

  static Standing none(String subject) {
    return new Standing(subject, null, List.of(), null);
  }

  boolean isNone() {
    return restriction == null && objections.isEmpty() && eraseAt == null;
  }

  boolean objectsTo(String purpose) {
    return objections.stream().anyMatch(objection -> objection.purpose().equals(purpose));
  }

  /** Whether the restriction, if there is one, leaves this purpose open. */
  boolean leavesOpen(String purpose) {
    return restriction == null || restriction.consents().contains(purpose);
  }

  Standing restricted(Restriction by) {
    return new Standing(subject, by, objections, eraseAt);
  }

  Standing objecting(Objection objection) {
    List<Objection> more = new ArrayList<>(objections);
    more.removeIf(other -> other.purpose().equals(objection.purpose()));
    more.add(objection);
    return new Standing(subject, restriction, more, eraseAt);
  }

  Standing erasedAt(Instant time) {
    return new Standing(subject, restriction, objections, time);
  }
}
