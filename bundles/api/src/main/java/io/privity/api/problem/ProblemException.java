// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.problem;

import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A failure that its cause may read: a client of the API, or an operator at the console. Each
 * domain extends it once.
 *
 * <p>The message is shown to clients, so it must hold no personal data and nothing of the server's
 * inside. The code is stable: clients branch on it.
 */
@ConsumerType
public abstract class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String code;
  private final transient Map<String, Object> members;

  /**
   * @param kind what happened, in the terms of HTTP
   * @param code stable, lower-case words joined by hyphens, such as {@code stale-version}
   * @param message one sentence for the client, without personal data
   * @param members further members of the problem, of JSON types (never null)
   */
  protected ProblemException(Kind kind, String code, String message, Map<String, Object> members) {
    super(message);
    this.kind = Objects.requireNonNull(kind);
    this.code = Objects.requireNonNull(code);
    this.members = Map.copyOf(members);
  }

  public final Kind kind() {
    return kind;
  }

  public final String code() {
    return code;
  }

  /** Extension members of the problem (RFC 9457, section 3.2), such as the name of a property. */
  public final Map<String, Object> members() {
    return members;
  }
}
