// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.problem.ProblemException;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.rest.exchange.Answer;
import io.privity.rest.exchange.ApiRequest;
import io.privity.rest.problem.Failure;
import org.apache.cxf.interceptor.InterceptorChain;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Stands before the invocation: with an {@code Idempotency-Key}, the rest of the chain (the
 * operation, and the writing of its answer) runs inside {@link Replaying}.
 */
final class ReplayInterceptor extends AbstractPhaseInterceptor<Message> {
  private final Replaying replaying;

  ReplayInterceptor(Replaying replaying) {
    super(Phase.PRE_INVOKE);
    this.replaying = replaying;
  }

  @Override
  public void handleMessage(Message message) {
    ApiRequest request = message.get(ApiRequest.class);
    Operation operation = message.get(Operation.class);
    if (request.header(IdempotencyKeys.HEADER) == null
        || operation == null
        || !operation.replayed()) {
      return;
    }
    Answer answer = message.getExchange().get(Answer.class);
    InterceptorChain chain = message.getInterceptorChain();
    try {
      replaying.once(request, answer, () -> chain.doIntercept(message));
    } catch (ProblemException e) {
      // also when the operation had answered already: its change was not kept
      Failure.known(e).writeTo(answer);
    } catch (RuntimeException e) {
      Failure.unknown(e).writeTo(answer);
    }
    chain.abort();
  }
}
