// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import io.privity.api.caller.Caller;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Seals the place where a list goes on, so that a cursor says nothing and works for its caller's
 * tenant and list alone.
 */
@ProviderType
public interface Cursors {
  /**
   * @param list what is listed and how it is filtered and sorted
   * @param place where it goes on
   */
  String seal(Caller caller, String list, String place);

  /**
   * @return the place, or null for a null cursor
   * @throws RestException {@code invalid-cursor}
   */
  String open(Caller caller, String list, String cursor);
}
