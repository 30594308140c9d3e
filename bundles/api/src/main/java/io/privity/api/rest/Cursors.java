// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import io.privity.api.caller.Caller;
import java.util.List;
import java.util.function.Function;
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

  /**
   * Where a list goes on of which {@code limit} items were asked for: a full page may be the last.
   *
   * @param place of an item
   * @return null when fewer came
   */
  default <T> String next(
      Caller caller, String list, List<T> items, int limit, Function<T, String> place) {
    return items.size() < limit ? null : seal(caller, list, place.apply(items.get(limit - 1)));
  }

  /**
   * A page of {@code limit} items at most, of a list of which one more was asked for: so the last
   * page is known.
   *
   * @param place of an item
   */
  default <T> Page<T> page(
      Caller caller, String list, List<T> oneMore, int limit, Function<T, String> place) {
    if (oneMore.size() <= limit) {
      return new Page<>(oneMore, null);
    }
    List<T> items = oneMore.subList(0, limit);
    return new Page<>(items, next(caller, list, items, limit, place));
  }
}
