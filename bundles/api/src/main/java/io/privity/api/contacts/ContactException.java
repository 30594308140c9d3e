// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.contacts;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** What {@link Contacts} and the imports refuse. */
public final class ContactException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public static final String NO_SUCH_CONTACT = "no-such-contact";

  public ContactException(Kind kind, String code, String message) {
    super(kind, code, message, Map.of());
  }

  public ContactException(Kind kind, String code, String message, Map<String, Object> members) {
    super(kind, code, message, members);
  }
}
