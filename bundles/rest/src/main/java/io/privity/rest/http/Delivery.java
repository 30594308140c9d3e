// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.caller.Caller;
import io.privity.rest.exchange.Answer;
import io.privity.rest.exchange.ApiRequest;
import io.privity.rest.jaxrs.JaxRs;
import io.privity.rest.jaxrs.Publication;
import io.privity.rest.problem.Refusals;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Takes a request with its body to the resource. Bodies are read whole before anything is done, but
 * for those of bulk operations, which are handed on as they come.
 */
final class Delivery {
  private static final byte[] EMPTY = {};

  /** What a stranger may send to an operation that needs a caller, before hearing 401. */
  private static final int STRANGERS_BYTES = 64 << 10;

  /** Bytes of all whole bodies that are in memory at once. */
  private static final int ROOM = 96 << 20;

  private final DoorConfig config;
  private final Semaphore bulk;
  private final Semaphore room = new Semaphore(ROOM);

  Delivery(DoorConfig config) {
    this.config = config;
    this.bulk = new Semaphore(config.bulk_concurrent());
  }

  /** When a body of that length must be there. */
  long bodyDeadline(long length) {
    return System.nanoTime()
        + TimeUnit.SECONDS.toNanos(config.header_seconds() + length / config.body_rate());
  }

  void serve(Visit visit, Publication publication, String path, String address, Caller caller) {
    long length = Math.max(visit.request().getLength(), 0);
    if (length == 0) {
      dispatch(visit, publication, request(visit, path, address, caller, EMPTY, null));
      return;
    }
    String method = visit.request().getMethod();
    String below = path.substring(JaxRs.API.length());
    boolean known = caller != null || publication.mayBeOpen(method, below);
    if (known && publication.mayBeBulk(method, below)) {
      serveBulk(visit, publication, path, address, caller);
    } else if (!known && length > STRANGERS_BYTES) {
      visit.refuse(Refusals.UNAUTHENTICATED);
    } else if (length > config.body_bytes()) {
      visit.refuse(Refusals.tooLarge(config.body_bytes()));
    } else if (!room.tryAcquire((int) length)) {
      visit.refuse(Refusals.BUSY);
    } else {
      serveWhole(visit, publication, path, address, caller, (int) length);
    }
  }

  private void serveWhole(
      Visit visit,
      Publication publication,
      String path,
      String address,
      Caller caller,
      int length) {
    WholeBody body = new WholeBody(length);
    visit.awaitBody();
    new BodyReading(
            visit.request(),
            body::add,
            () -> {
              visit.bodyIsThere();
              visit.guarded(
                  () ->
                      dispatch(
                          visit,
                          publication,
                          request(visit, path, address, caller, body.bytes(), null)));
              room.release(length);
            },
            () -> {
              room.release(length);
              visit.guarded(() -> visit.send(Refusals.ofStatus(400), true));
            })
        .run();
  }

  private void serveBulk(
      Visit visit, Publication publication, String path, String address, Caller caller) {
    if (visit.request().getLength() > config.bulk_bytes()) {
      visit.refuse(Refusals.tooLarge(config.bulk_bytes()));
      return;
    }
    if (!bulk.tryAcquire()) {
      visit.refuse(Refusals.BUSY);
      return;
    }
    try {
      visit.awaitBody();
      BulkBody body =
          new BulkBody(
              Content.Source.asInputStream(visit.request()),
              visit.request().getLength(),
              visit::bodyIsThere);
      Answer answer = new Answer(visit::stream);
      publication
          .serve(request(visit, path, address, caller, null, body), answer)
          .ifPresent(visit::found);
      body.drop();
      visit.answer(answer);
    } finally {
      bulk.release();
    }
  }

  private static void dispatch(Visit visit, Publication publication, ApiRequest request) {
    Answer answer = new Answer(visit::stream);
    publication.serve(request, answer).ifPresent(visit::found);
    visit.answer(answer);
  }

  private static ApiRequest request(
      Visit visit, String path, String address, Caller caller, byte[] body, BulkBody stream) {
    Request request = visit.request();
    return new ApiRequest(
        request.getMethod(),
        path,
        request.getHttpURI().getQuery(),
        SeenHeaders.of(request.getHeaders()),
        body,
        stream,
        address,
        caller);
  }
}
