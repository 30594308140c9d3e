// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.persistence;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Transactions on the one store. Inside {@link #call}, every connection of the {@code DataSource}
 * service (property {@code osgi.jndi.service.name=privity}), and so every {@code JpaTemplate}, of
 * whatever bundle is the same one, on this thread only; it commits once, when the outermost call
 * ends. The open transaction is the one thing in Privity that is bound to a thread.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface Transactions {

  /** A piece of work that may fail with a checked exception. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws Exception;
  }

  /**
   * Runs the work in the thread's transaction, or in a new one that commits when the work returns.
   * Any exception, also one that is caught between an inner and the outer call, rolls everything
   * back.
   *
   * @return what the work returned, once the commit is durable (when this is the outermost call)
   * @throws StoreException when the store can't be reached, is full, or refuses the commit
   * @throws RuntimeException whatever unchecked exception the work threw; a checked one comes
   *     wrapped in {@link StoreException}
   */
  <T> T call(Work<T> work);

  /**
   * Runs the work in a transaction of its own, apart from any open one of this thread. Meant for
   * what must stay when the caller's transaction rolls back, such as the trace of a refusal.
   */
  <T> T apart(Work<T> work);

  /** True while this thread is inside {@link #call} or {@link #apart}. */
  boolean isActive();

  /**
   * Has the action run on this thread right after the open transaction is durable; never when it
   * rolls back. An exception of the action is logged and goes no further.
   *
   * @throws IllegalStateException when no transaction is open
   */
  void afterCommit(Runnable action);
}
