// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import java.util.Objects;

/**
 * A record as JSON, ready to leave. {@code rest} writes it as it is, with its {@code ETag}.
 *
 * @param json UTF-8; not to be changed by anyone
 * @param version the version that the ETag shows; negative for none
 * @param leaf the leaf of the subject under whose key a kept answer is sealed; negative for the
 *     caller's own
 */
public record Document(byte[] json, long version, long leaf) {
  public Document {
    Objects.requireNonNull(json);
  }
}
