// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.contacts.exchange.format.Format;
import java.util.Locale;

/**
 * An import as its row says.
 *
 * @param caller who asked, rebuilt from the row; never a token
 * @param uploadLeaf the leaf of the file as it came, or -1 once it is punctured
 * @param reportLeaf the leaf of rejects and undo, or -1 once it is punctured
 * @param layout the sealed layout of the file; null while it is received and after its report went
 * @param failure why it failed, or null
 */
record ImportJob(
    String id,
    State state,
    Format format,
    Caller caller,
    long created,
    long touched,
    Long finished,
    long uploadLeaf,
    long reportLeaf,
    byte[] layout,
    Progress progress,
    Undo undo,
    String failure) {

  enum State {
    /** The file is on its way; nobody was told of the import. */
    RECEIVING,
    RUNNING,
    DONE,
    FAILED,
    REVERTING,
    REVERTED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** How many items were read, and what came of them. */
  record Progress(long read, long created, long updated, long rejected) {
    static final Progress NONE = new Progress(0, 0, 0, 0);

    Progress plus(long moreRead, long moreCreated, long moreUpdated, long moreRejected) {
      return new Progress(
          read + moreRead, created + moreCreated, updated + moreUpdated, rejected + moreRejected);
    }
  }

  /**
   * How far a revert is.
   *
   * @param position undo entries gone through
   * @param undone contacts deleted or restored
   * @param skipped contacts left alone, since they were changed later
   */
  record Undo(long position, long undone, long skipped) {
    static final Undo NONE = new Undo(0, 0, 0);
  }

  boolean isFinished() {
    return state == State.DONE || state == State.FAILED || state == State.REVERTED;
  }
}
