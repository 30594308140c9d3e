// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The API's one reading and writing of JSON: strict, bounded, dates as ISO-8601, absent for null.
 * Thread-safe.
 */
@ProviderType
public interface Json {
  byte[] write(Object value);

  /**
   * @throws RestException {@code malformed-json}, {@code unknown-property} (member {@code
   *     property}), {@code invalid-value} (member {@code property}), {@code too-deep}
   */
  <T> T read(byte[] json, Class<T> type);

  /** Reads one JSON value and leaves the stream open. */
  <T> T read(InputStream json, Class<T> type);
}
