// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import org.osgi.annotation.versioning.ProviderType;

/** A JSON Merge Patch (RFC 7396) as the body of a PATCH; {@code rest} reads it. */
@ProviderType
public interface MergePatch {
  /**
   * The value with the patch applied, read as strictly as a whole body.
   *
   * @param current the value as it is
   * @throws RestException {@code unknown-property}, {@code invalid-value} and the like
   */
  <T> T applyTo(T current, Class<T> type);

  /** The same for a JSON document. */
  <T> T applyTo(byte[] current, Class<T> type);
}
