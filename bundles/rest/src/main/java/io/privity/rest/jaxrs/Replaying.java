// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.rest.exchange.Answer;
import io.privity.rest.exchange.ApiRequest;

/** Answers a repeated request with the first answer. */
public interface Replaying {
  /**
   * Runs the operation, and keeps its answer for the request's {@code Idempotency-Key}; or gives
   * the answer that was kept, without running it.
   *
   * @param operation runs the operation, writing into the answer
   */
  void once(ApiRequest request, Answer answer, Runnable operation);
}
