// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.util.Objects;

/**
 * A datum as it should be.
 *
 * @param datum the id of the datum that is wrong
 * @param json the right value, a JSON value in UTF-8; {@code null} in JSON takes the datum away
 */
public record Correction(String datum, byte[] json) {
  public Correction {
    Objects.requireNonNull(datum);
    Objects.requireNonNull(json);
  }
}
