// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.rights.SubjectRequests.State;
import io.privity.rights.store.RequestRow;
import java.util.List;

/** One attempt to fulfil a request: what was claimed, and what it was before. For one thread. */
final class Turn {
  RequestRow row;
  Texts texts;
  private boolean byHand;
  private State state;
  private long begun;
  private int attempts;
  private long nextAttempt;
  private List<String> waitsOn;
  private String code;
  private byte[] instructions;

  /** Notes how a request was that somebody has fulfilled. */
  void before(RequestRow found, Texts said) {
    byHand = true;
    state = found.state;
    begun = found.begun;
    attempts = found.attempts;
    nextAttempt = found.nextAttempt;
    waitsOn = found.waitsOn;
    code = found.code;
    instructions = said.instructions();
  }

  void claimed(RequestRow claimedRow, Texts said) {
    row = claimedRow;
    texts = said;
  }

  /** True when a person waits for the answer. */
  boolean isByHand() {
    return byHand;
  }

  /** Makes it what it was. */
  Texts takeBack(RequestRow current, Texts said) {
    current.state = state;
    current.begun = begun;
    current.attempts = attempts;
    current.nextAttempt = nextAttempt;
    current.waitsOn = waitsOn;
    current.code = code;
    return said.instructedBy(instructions);
  }
}
