// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import io.privity.api.caller.Caller;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers for 24 hours which job an {@code Idempotency-Key} of a principal stands for, and
 * nothing else of the request. Meant for {@link Bulk} operations: their bodies go by and their
 * answers are large, so they can't be answered again as other POSTs are. Thread-safe.
 */
@ProviderType
public interface IdempotencyKeys {
  String HEADER = "Idempotency-Key";

  /**
   * Starts a job, unless an earlier request with the key has. The key is taken in one transaction
   * with what {@code start} does: both are kept or neither, and of two requests that come at once
   * the second waits for the end of that transaction.
   *
   * @param key the header as it came; null always starts the job
   * @param request a digest of all that the request says; a key stands for one request
   * @param start makes the job durable, and returns its id
   * @return the id of the job: the one that was started, or the earlier one
   * @throws RestException {@code invalid-idempotency-key}; {@code idempotency-key-reused} by
   *     another request; {@code idempotency-key-in-use} when the other transaction does not end
   */
  String once(Caller caller, String key, byte[] request, Supplier<String> start);
}
