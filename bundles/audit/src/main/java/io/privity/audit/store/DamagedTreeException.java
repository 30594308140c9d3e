// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import java.util.Map;

/** The stored tree lacks hashes that it must have. */
public final class DamagedTreeException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public DamagedTreeException(String what) {
    super(Kind.DAMAGED, "log-damaged", "The log's tree is damaged: " + what + ".", Map.of());
  }

  DamagedTreeException(int level, long index) {
    this("tile " + level + "/" + index);
  }
}
