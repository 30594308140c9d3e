// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.problem;

import io.privity.api.gate.Finding;
import io.privity.api.problem.Kind;
import io.privity.api.rest.RestException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the front of the server refuses, each always in the same words. */
public final class Refusals {
  public static final Problem UNAUTHENTICATED =
      Problem.of(401, "unauthenticated", "Send a valid token: Authorization: Bearer …");
  public static final Problem NOT_FOUND =
      Problem.of(404, "not-found", "There is nothing here for you.");
  public static final Problem NOT_ACCEPTABLE =
      Problem.of(406, "not-acceptable", "It can't be had in the media types of Accept.");
  public static final Problem MEDIA_TYPE =
      Problem.of(415, "unsupported-media-type", "The body's media type is not taken here.");
  public static final Problem LENGTH_REQUIRED =
      Problem.of(411, "length-required", "Send Content-Length; Transfer-Encoding is not taken.");
  public static final Problem SEALED =
      Problem.of(503, "sealed", "The server is sealed: its operator has to give the passphrase.");
  public static final Problem STARTING = Problem.of(503, "starting", "The server is starting.");
  public static final Problem QUARANTINED =
      Problem.of(503, "quarantined", "The server refuses to serve: its operator has to look.");
  public static final Problem AWAY =
      Problem.of(503, "unavailable", "This part of the server is not there now.");
  public static final Problem BUSY =
      Problem.of(503, "busy", "Too many large requests run at once. Try again.");
  public static final Problem VERSION =
      Problem.of(505, "http-version-not-supported", "Only HTTP/1.1 is spoken here.");

  private Refusals() {}

  /** A bundle keeps personal data that nobody answers for. */
  public static Problem of(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("bundle", finding.bundle());
    if (!finding.table().isEmpty()) {
      members.put(finding.column().isEmpty() ? "table" : "column", finding.place());
    }
    return new Problem(
        503,
        finding.code().text(),
        "This part of the server is not served: " + finding.sentence() + '.',
        members);
  }

  /**
   * @param allowed the methods that can be used there
   */
  public static Problem method(Set<String> allowed) {
    return new Problem(
        405,
        "method-not-allowed",
        "This can't be done here.",
        Map.of("allow", allowed.stream().sorted().toList()));
  }

  public static Problem tooMany(long seconds) {
    return new Problem(
        429,
        "too-many-requests",
        "Too many requests. Try again later.",
        Map.of("retryAfter", seconds));
  }

  public static Problem tooLarge(long limit) {
    return new Problem(
        413, "too-large", "The body is larger than " + limit + " bytes.", Map.of("limit", limit));
  }

  public static RestException tooLargeException(long limit) {
    Problem problem = tooLarge(limit);
    return new RestException(Kind.TOO_LARGE, problem.code(), problem.detail(), problem.members());
  }

  /** For a status that no rule of ours gave. */
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 404 -> NOT_FOUND;
      case 405 -> method(Set.of());
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> Problem.of(408, "too-slow", "The request came too slowly.");
      case 411 -> LENGTH_REQUIRED;
      case 413 -> Problem.of(413, "too-large", "The body is too large.");
      case 414 -> Problem.of(414, "uri-too-long", "The address is too long.");
      case 415 -> MEDIA_TYPE;
      case 417 -> Problem.of(417, "expectation-failed", "That expectation can't be met.");
      case 426, 505 -> VERSION;
      case 431 -> Problem.of(431, "headers-too-large", "The headers are too large.");
      case 500 -> Problem.of(500, "internal-error", "Something went wrong in the server.");
      case 501 -> Problem.of(501, "not-implemented", "That is not done here.");
      case 503 -> AWAY;
      default ->
          status >= 400 && status < 500
              ? Problem.of(status, "bad-request", "The request is not well-formed.")
              : Problem.of(500, "internal-error", "Something went wrong in the server.");
    };
  }
}
