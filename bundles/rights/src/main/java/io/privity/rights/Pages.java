// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Pages of lists whose rows may be those of the erased, as after a crash or in an older database.
 */
public final class Pages {
  private Pages() {}

  /**
   * A page of what can still be opened: the first {@code limit} after a place; fewer are the last.
   *
   * @param rows gives so many rows after a place, in order
   * @param id a row's place
   * @param open empty when a row's subject is erased
   */
  public static <R, T> List<T> full(
      String after,
      int limit,
      BiFunction<String, Integer, List<R>> rows,
      Function<R, String> id,
      Function<R, Optional<T>> open) {
    List<T> page = new ArrayList<>();
    List<R> some;
    String place = after;
    do {
      some = rows.apply(place, limit - page.size());
      for (R row : some) {
        open.apply(row).ifPresent(page::add);
        place = id.apply(row);
      }
    } while (page.size() < limit && !some.isEmpty());
    return page;
  }
}
