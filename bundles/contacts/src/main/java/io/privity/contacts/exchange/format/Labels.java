// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The labels of addresses and numbers, as programs write them and as we keep them. */
final class Labels {
  private static final Set<String> KNOWN =
      Set.of(
          "work",
          "home",
          "mobile",
          "other",
          "main",
          "fax",
          "pager",
          "work fax",
          "home fax",
          "work mobile",
          "home mobile",
          "iphone",
          "school",
          "homepage",
          "profile",
          "blog");
  private static final Map<String, String> SAME =
      Map.of(
          "cell",
          "mobile",
          "business",
          "work",
          "internet",
          "",
          "pref",
          "",
          "workfax",
          "work fax",
          "homefax",
          "home fax",
          "workmobile",
          "work mobile");

  private Labels() {}

  /** Known ones in lower case, others as they are; null for none. */
  static String clean(String label) {
    if (label == null) {
      return null;
    }
    String text = label;
    if (text.startsWith("_$!<") && text.endsWith(">!$_")) {
      text = text.substring(4, text.length() - 4);
    }
    if (text.startsWith("* ")) {
      // Google marks the preferred one with a star
      text = text.substring(2);
    }
    text = Text.clean(text);
    String lower = text.toLowerCase(Locale.ROOT);
    String same = SAME.get(lower);
    if (same != null) {
      return Text.orNull(same);
    }
    return Text.orNull(KNOWN.contains(lower) ? lower : text);
  }
}
