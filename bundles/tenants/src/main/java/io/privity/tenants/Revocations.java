// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import org.osgi.service.component.annotations.Component;

/**
 * Counts, tenant by tenant, what takes a credential away on this node. What was read of a tenant's
 * credentials before its count rose is to be read again. Some tenants share a count, which costs
 * them a read and nothing else.
 */
@Component(service = Revocations.class)
public final class Revocations {
  private static final int COUNTS = 1024;

  private final AtomicLongArray counts = new AtomicLongArray(COUNTS);

  long count(UUID tenant) {
    return counts.get(slot(tenant));
  }

  /** To be called once the change is durable. */
  void rise(UUID tenant) {
    counts.incrementAndGet(slot(tenant));
  }

  private static int slot(UUID tenant) {
    int hash = tenant.hashCode();
    return (hash ^ hash >>> 16) & COUNTS - 1;
  }
}
