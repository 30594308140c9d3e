// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.VObjectProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Labels in cards: the parameter TYPE, the bare words of version 2.1, Apple's grouped labels. */
final class CardLabels {
  /** Labels that are types in every version, with the types they are written as. */
  private static final Map<String, List<String>> TYPES =
      Map.of(
          "work", List.of("work"),
          "home", List.of("home"),
          "mobile", List.of("cell"),
          "fax", List.of("fax"),
          "pager", List.of("pager"),
          "work mobile", List.of("work", "cell"),
          "home mobile", List.of("home", "cell"),
          "work fax", List.of("work", "fax"),
          "home fax", List.of("home", "fax"));

  /** What says how a number is used, not whose it is. */
  private static final Set<String> NO_LABELS =
      Set.of(
          "pref",
          "internet",
          "voice",
          "msg",
          "x400",
          "text",
          "textphone",
          "video",
          "dom",
          "intl",
          "postal",
          "parcel",
          "quoted-printable",
          "base64",
          "8bit",
          "7bit",
          "url",
          "uri");

  /** Version 2.1 lets the name be left out. */
  private static final List<String> TYPE_NAMES = Arrays.asList("TYPE", null);

  private CardLabels() {}

  /**
   * @param grouped the card's X-ABLabel by group
   */
  static String of(VObjectProperty property, Map<String, String> grouped, boolean own) {
    if (property.getGroup() != null) {
      String label = grouped.get(property.getGroup().toLowerCase(Locale.ROOT));
      if (label != null) {
        return own ? Text.orNull(label) : Labels.clean(label);
      }
    }
    Set<String> types = types(property.getParameters());
    String place = types.contains("work") ? "work" : types.contains("home") ? "home" : null;
    String device = null;
    String other = null;
    for (String type : types) {
      switch (type) {
        case "cell", "mobile" -> device = device == null ? "mobile" : device;
        case "fax" -> device = "fax";
        case "pager" -> device = device == null ? "pager" : device;
        case "work", "home" -> {}
        default -> other = other == null ? type : other;
      }
    }
    if (place != null) {
      return device == null ? place : place + " " + device;
    }
    return device != null || other == null
        ? device
        : Labels.clean(other.startsWith("x-") ? other.substring(2) : other);
  }

  private static Set<String> types(VObjectParameters parameters) {
    List<String> words = new ArrayList<>();
    for (String name : TYPE_NAMES) {
      List<String> values = parameters.get(name);
      words.addAll(values == null ? List.of() : values);
    }
    Set<String> types = new LinkedHashSet<>();
    for (String word : words) {
      for (String type : word.toLowerCase(Locale.ROOT).split(",")) {
        if (!type.isBlank() && !NO_LABELS.contains(type.strip())) {
          types.add(type.strip());
        }
      }
    }
    return types;
  }

  /** The types that the label is written as, or null when it needs a group. */
  static List<String> types(String label, boolean phone) {
    return phone || "work".equals(label) || "home".equals(label) ? TYPES.get(label) : null;
  }
}
