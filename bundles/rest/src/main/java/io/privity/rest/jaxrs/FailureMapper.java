// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.problem.ProblemException;
import io.privity.rest.exchange.Answer;
import io.privity.rest.problem.Failure;
import io.privity.rest.problem.Problem;
import io.privity.rest.problem.Refusals;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;

/** Turns whatever an operation throws into a problem. */
@Provider
class FailureMapper implements ExceptionMapper<Throwable> {

  /** The same for JAX-RS's own exceptions, which CXF would map itself otherwise. */
  @Provider
  static final class OfJaxRs implements ExceptionMapper<WebApplicationException> {
    private final FailureMapper all = new FailureMapper();

    @Override
    public Response toResponse(WebApplicationException failure) {
      return all.toResponse(failure);
    }
  }

  @Override
  public Response toResponse(Throwable failure) {
    if (isUnwanted()) {
      return Response.noContent().build();
    }
    Problem problem = problem(failure);
    Response.ResponseBuilder response =
        Response.status(problem.status()).entity(problem.json()).type(Problem.MEDIA_TYPE);
    problem.headers().forEach(response::header);
    return response.build();
  }

  private static Problem problem(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException known) {
        return Failure.known(known);
      }
    }
    if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
      return Refusals.ofStatus(web.getResponse().getStatus());
    }
    return Failure.unknown(failure);
  }

  /**
   * What was written before the failure must not stand before the problem.
   *
   * @return true when the client is gone, so that there is nobody to tell
   */
  private static boolean isUnwanted() {
    Message message = PhaseInterceptorChain.getCurrentMessage();
    Answer answer = message == null ? null : message.getExchange().get(Answer.class);
    if (answer == null) {
      return false;
    }
    if (answer.isStreaming()) {
      answer.breakOff();
    } else {
      answer.reset();
    }
    return answer.isUnwanted();
  }
}
