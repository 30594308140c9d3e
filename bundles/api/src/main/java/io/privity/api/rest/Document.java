// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import io.privity.api.audit.Recording;
import java.util.Objects;

/**
 * A record as JSON, ready to leave once its trace is durable. {@code rest} writes it as it is, with
 * its {@code ETag}.
 *
 * @param json UTF-8; not to be changed by anyone
 * @param version the version that the ETag shows; negative for none
 * @param leaf the leaf of the subject under whose key a kept answer is sealed; negative for the
 *     caller's own
 * @param recording what the document waits for before it leaves
 */
public record Document(byte[] json, long version, long leaf, Recording recording) {
  public Document {
    Objects.requireNonNull(json);
    Objects.requireNonNull(recording);
  }

  /** A document whose trace is durable already. */
  public Document(byte[] json, long version, long leaf) {
    this(json, version, leaf, Recording.DURABLE);
  }

  /**
   * The JSON, once the trace is durable.
   *
   * @throws io.privity.api.persistence.StoreException when it could not be recorded
   */
  @Override
  public byte[] json() {
    recording.await();
    return json;
  }

  /** The JSON at once, for those who prepare an answer that {@link #recording} holds back. */
  public byte[] ahead() {
    return json;
  }
}
