// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.rest.exchange.Answer;
import io.privity.rest.problem.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where to report a vulnerability (RFC 9116). */
final class SecurityTxt {
  private static final int VALID_DAYS = 180;

  private final String contact;

  /**
   * @param contact a URI; empty for none, which answers 404
   */
  SecurityTxt(String contact) {
    this.contact = contact.strip();
  }

  Answer answer() {
    Answer answer = new Answer(null);
    if (contact.isEmpty()) {
      Refusals.NOT_FOUND.writeTo(answer);
      return answer;
    }
    Instant expires = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(VALID_DAYS, ChronoUnit.DAYS);
    answer.status(200);
    answer.contentType("text/plain; charset=utf-8");
    answer.take(
        ("Contact: " + contact + "\nExpires: " + expires + "\nPreferred-Languages: en\n")
            .getBytes(StandardCharsets.UTF_8));
    return answer;
  }
}
