// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.audit;

import io.privity.api.persistence.StoreException;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The entry of a read on its way to the disk. Meanwhile the answer may be prepared, but nothing of
 * what was read may leave before the entry is durable. Thread-safe.
 */
@ProviderType
public interface Recording {

  /** Nothing to wait for: what a change shows was recorded with the change. */
  Recording DURABLE =
      new Recording() {
        @Override
        public void await() {}

        @Override
        public void whenDone(Consumer<StoreException> action) {
          action.accept(null);
        }
      };

  /**
   * Returns when the entry is durable.
   *
   * @throws StoreException when it could not be recorded: the answer must not leave
   */
  void await();

  /**
   * Has the action run once, as soon as it is known what became of the entry: on this thread when
   * it is known already, else on one that must not be held up. Actions run in the order in which
   * they were given.
   *
   * @param action is given null when the entry is durable, else why it isn't: the answer must not
   *     leave then
   */
  void whenDone(Consumer<StoreException> action);
}
