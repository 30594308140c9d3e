// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import java.util.HashSet;
import java.util.Set;

/**
 * What people are recognised by when they come again: their e-mail addresses and telephone numbers,
 * in the one form that the rights work knows them in.
 */
public final class Identifiers {
  private static final String EMAIL = "email:";
  private static final String PHONE = "phone:";

  /** What is shorter is an extension or a service, and many people's. */
  private static final int MIN_DIGITS = 6;

  private Identifiers() {}

  public static Set<String> of(SearchFields fields) {
    Set<String> identifiers = new HashSet<>();
    fields.emails().forEach(key -> identifiers.add(EMAIL + key));
    fields.phones().stream()
        .filter(key -> key.length() >= MIN_DIGITS)
        .forEach(key -> identifiers.add(PHONE + key));
    return identifiers;
  }
}
