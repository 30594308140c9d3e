// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** How the documents of contacts are read and written. */
public final class Documents {
  private Documents() {}

  /**
   * Lets go of each buffer after its use: kept for the next document, it would hold what a thread
   * read last for as long as the thread lives, an erased contact's too.
   */
  public static JsonFactory json() {
    return JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();
  }
}
