// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.problem;

import io.privity.api.problem.ProblemException;
import io.privity.rest.exchange.Answer;
import io.privity.rest.json.StrictMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A failure as the client sees it (RFC 9457).
 *
 * @param code stable; clients branch on it
 * @param detail one sentence without personal data and nothing of the server's inside; may be null
 * @param members further members, of JSON types
 */
public record Problem(int status, String code, String detail, Map<String, Object> members) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    members = Map.copyOf(members);
  }

  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, Map.of());
  }

  public static Problem of(ProblemException e) {
    return new Problem(e.kind().status(), e.code(), e.getMessage(), e.members());
  }

  public byte[] json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "urn:privity:problem:" + code);
    json.put("title", title());
    json.put("status", status);
    json.put("code", code);
    if (detail != null) {
      json.put("detail", detail);
    }
    members.forEach(json::putIfAbsent);
    try {
      return StrictMapper.INSTANCE.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The header fields that go with it (RFC 9110, sections 10.2.1, 10.2.3 and 11.6.1). */
  public Map<String, String> headers() {
    if (status == 401) {
      return Map.of("WWW-Authenticate", "Bearer");
    }
    if (members.get("allow") instanceof List<?> methods) {
      return Map.of(
          "Allow", methods.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
    return members.get("retryAfter") instanceof Number seconds
        ? Map.of("Retry-After", seconds.toString())
        : Map.of();
  }

  /** Replaces whatever the answer held. */
  public void writeTo(Answer answer) {
    answer.reset();
    answer.status(status);
    answer.headers().putAll(headers());
    answer.contentType(MEDIA_TYPE);
    answer.take(json());
  }

  private String title() {
    String words = code.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
