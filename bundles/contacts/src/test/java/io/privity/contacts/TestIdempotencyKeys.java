// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.Kind;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.api.rest.RestException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keys in memory, each taken in the transaction of its job. */
public final class TestIdempotencyKeys implements IdempotencyKeys {
  private record Job(byte[] request, String id) {}

  private final Transactions transactions;
  private final Map<String, Job> jobs = new HashMap<>();

  TestIdempotencyKeys(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public synchronized String once(
      Caller caller, String key, byte[] request, Supplier<String> start) {
    if (key == null) {
      return start.get();
    }
    String owned = caller.tenant() + caller.principal() + key;
    Job earlier = jobs.get(owned);
    if (earlier == null) {
      String id = transactions.call(start::get);
      jobs.put(owned, new Job(request, id));
      return id;
    }
    if (!Arrays.equals(request, earlier.request())) {
      throw new RestException(Kind.CONFLICT, "idempotency-key-reused", "Another request.");
    }
    return earlier.id();
  }
}
