// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

/**
 * The first thing that is wrong in a log.
 *
 * @param origin the log and epoch
 * @param position the place of the wrong entry, or -1 when only {@code from} and {@code to} are
 *     known
 * @param entry the id of the wrong entry, or an empty string
 * @param from the size that the last good checkpoint signs: everything before is right
 * @param to the size that the first checkpoint behind the fault signs
 * @param text what is wrong, for people
 */
public record Fault(
    Kind kind, String origin, long position, String entry, long from, long to, String text) {

  /** What was done to the log. */
  public enum Kind {
    CHANGED,
    SWAPPED,
    DROPPED,
    ADDED,
    TRUNCATED,
    /** The server has signed two histories. */
    FORKED,
    /** A checkpoint or a key is not what it must be. */
    FORGED,
    UNREADABLE
  }

  static Fault at(Kind kind, String origin, long position, String entry, String what) {
    String name = entry.isEmpty() ? "" : " (" + entry + ")";
    return new Fault(
        kind,
        origin,
        position,
        entry,
        position,
        position + 1,
        "The entry at position " + position + name + " " + what);
  }

  static Fault between(Kind kind, String origin, long from, long to, String what) {
    return new Fault(
        kind,
        origin,
        -1,
        "",
        from,
        to,
        "Between the checkpoint of size " + from + " and that of size " + to + ": " + what);
  }
}
