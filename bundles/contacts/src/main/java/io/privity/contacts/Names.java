// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.contacts.Contact.Name;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a name is shown. */
final class Names {
  private Names() {}

  /** The parts in their order; empty where there are none. */
  static String compose(Name name) {
    return Stream.of(name.prefix(), name.given(), name.additional(), name.family(), name.suffix())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  /**
   * The changed name, shown anew where the one before was made from its parts and only the parts
   * were changed.
   */
  static Name changed(Name before, Name after) {
    boolean kept =
        before != null
            && after != null
            && before.full().equals(after.full())
            && before.full().equals(compose(before))
            && !before.equals(after);
    return kept
        ? new Name(
            after.prefix(), after.given(), after.additional(), after.family(), after.suffix(), null)
        : after;
  }
}
