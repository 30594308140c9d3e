// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.rest.exchange.Answer;
import io.privity.rest.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends answers, each with the headers that keep browsers and caches from harm. */
final class Sending {
  private static final HttpField[] ALWAYS = {
    new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000"),
    new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
    new PreEncodedHttpField("Cache-Control", "no-store"),
    new PreEncodedHttpField(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
    new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
  };
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  private static final HttpField PROBLEM =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
  private static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");

  private static final HttpField AGAIN = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "1");

  private Sending() {}

  /** Sends a whole answer, or ends one that streamed. */
  static void answer(Answer answer, Request request, Response response, Callback callback) {
    if (answer.isStreaming()) {
      end(answer, callback);
      return;
    }
    head(answer, response);
    if (answer.length() == 0 && answer.status() == 204) {
      response.write(true, null, callback);
      return;
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length());
    boolean noBody = HttpMethod.HEAD.is(request.getMethod()) || answer.length() == 0;
    response.write(
        true, noBody ? null : ByteBuffer.wrap(answer.bytes(), 0, answer.length()), callback);
  }

  private static void end(Answer answer, Callback callback) {
    try {
      answer.finish();
    } catch (IOException e) {
      callback.failed(e);
      return;
    }
    if (answer.isBroken()) {
      callback.failed(new IOException("answer broken off"));
    } else {
      callback.succeeded();
    }
  }

  /** Sends a problem without its request having been served. */
  static void problem(
      Problem problem, boolean close, Request request, Response response, Callback callback) {
    Answer answer = new Answer(null);
    problem.writeTo(answer);
    if (close) {
      response.getHeaders().put(CLOSE);
    }
    answer(answer, request, response, callback);
  }

  /** Starts an answer that is too large to be kept: its length is not known. */
  static OutputStream stream(Answer answer, Request request, Response response) {
    head(answer, response);
    return HttpMethod.HEAD.is(request.getMethod())
        ? OutputStream.nullOutputStream()
        : Content.Sink.asOutputStream(response);
  }

  private static void head(Answer answer, Response response) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    for (HttpField field : ALWAYS) {
      headers.put(field);
    }
    String type = answer.contentType();
    if (answer.length() > 0 || answer.isStreaming()) {
      if ("application/json".equals(type)) {
        headers.put(JSON);
      } else if (Problem.MEDIA_TYPE.equals(type)) {
        headers.put(PROBLEM);
      } else if (type != null) {
        headers.put(HttpHeader.CONTENT_TYPE, type);
      }
    }
    answer.headers().forEach(headers::put);
    if (answer.status() == 503) {
      headers.put(AGAIN);
    }
  }
}
