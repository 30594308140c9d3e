// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.persistence.StoreException;
import io.privity.rest.exchange.Answer;
import io.privity.rest.metrics.Metrics;
import io.privity.rest.problem.Failure;
import io.privity.rest.problem.Problem;
import java.io.OutputStream;
import java.util.function.LongUnaryOperator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request at the door, and the ways to answer it. */
final class Visit {
  private static final int DROPPED_BYTES = 8 << 20;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final LongUnaryOperator deadline;
  private final WatchedHttp.Watched connection;
  private final Metrics metrics;
  private final long start = System.nanoTime();
  private String operation = "none";
  private int status;

  /**
   * @param deadline when a body of so many bytes must be there
   */
  Visit(
      Request request,
      Response response,
      Callback callback,
      LongUnaryOperator deadline,
      Metrics metrics) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.deadline = deadline;
    this.connection = WatchedHttp.of(request);
    this.metrics = metrics;
    metrics.opened();
    if (connection != null) {
      connection.enter();
    }
    Request.addCompletionListener(request, this::leave);
  }

  private void leave(Throwable failure) {
    if (connection != null) {
      connection.leave();
    }
    metrics.closed(operation, failure == null ? status : 0, System.nanoTime() - start);
  }

  /** What is asked for is known: requests are counted by it. */
  void found(String id) {
    operation = id;
  }

  Request request() {
    return request;
  }

  boolean isEmpty() {
    return request.getLength() <= 0;
  }

  /** Runs a step; one that fails in an unforeseen way is answered all the same. */
  void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      Problem problem = Failure.unknown(e);
      if (response.isCommitted()) {
        callback.failed(e);
      } else {
        send(problem, true);
      }
    }
  }

  /** From now on the body has a time by which it must be there. */
  void awaitBody() {
    if (connection != null) {
      connection.bodyBy(deadline.applyAsLong(request.getLength()));
    }
  }

  /** The body is there. */
  void bodyIsThere() {
    if (connection != null) {
      connection.bodyBy(0);
    }
  }

  /** Refuses a request whose body, if it has one, was not read. */
  void refuse(Problem problem) {
    boolean empty = isEmpty();
    if (!empty && request.getLength() <= DROPPED_BYTES && !isExpecting()) {
      // a client that still writes when the connection closes may never see the answer
      awaitBody();
      new BodyReading(
              request,
              part -> {},
              () -> guarded(() -> send(problem, false)),
              () -> guarded(() -> send(problem, true)))
          .run();
    } else {
      send(problem, !empty);
    }
  }

  /** True when the client waits for a word before it sends the body. */
  private boolean isExpecting() {
    return request.getHeaders().contains(HttpHeader.EXPECT);
  }

  void send(Problem problem, boolean close) {
    status = problem.status();
    Sending.problem(problem, close, request, response, callback);
  }

  /** Lets the answer leave as soon as what it shows is on record; no thread waits for that. */
  void answer(Answer answer) {
    answer.recording().whenDone(failure -> guarded(() -> leave(answer, failure)));
  }

  private void leave(Answer answer, StoreException failure) {
    if (failure != null) {
      Failure.known(failure).writeTo(answer);
    }
    status = answer.status();
    Sending.answer(answer, request, response, callback);
  }

  OutputStream stream(Answer head) {
    return Sending.stream(head, request, response);
  }
}
