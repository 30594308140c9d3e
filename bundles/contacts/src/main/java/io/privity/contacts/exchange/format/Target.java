// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.util.Set;

/**
 * Where a column goes. As text:
 *
 * <ul>
 *   <li>{@code name.prefix|given|additional|family|suffix|full}, {@code organization}, {@code
 *       title}, {@code birthday}, {@code notes}, {@code tags}, {@code source}, {@code purposes}
 *   <li>{@code emails}, {@code phones}, {@code urls}, each alone or with a label: {@code
 *       emails.work}
 *   <li>{@code addresses.street|locality|region|postalCode|country}, or with a label between:
 *       {@code addresses.home.street}
 *   <li>numbered, with the label in a column of its own: {@code emails.1.label} and {@code
 *       emails.1.address}, {@code phones.1.number}, {@code urls.1.url}, {@code addresses.1.street}
 *   <li>{@code custom.NAME}, and {@code ignore}
 * </ul>
 *
 * @param kind the field, the text's first word
 * @param group a label, a number, or null
 * @param part the part of the field, or null
 */
public record Target(String kind, String group, String part) {
  public static final Target IGNORE = new Target("ignore", null, null);

  private static final Set<String> PLAIN =
      Set.of("organization", "title", "birthday", "notes", "tags", "source", "purposes", "ignore");
  private static final Set<String> NAME_PARTS =
      Set.of("prefix", "given", "additional", "family", "suffix", "full");
  private static final Set<String> ADDRESS_PARTS =
      Set.of("label", "street", "locality", "region", "postalCode", "country", "formatted");

  /** The target of that text, or null when there is none. */
  public static Target of(String text) {
    if (PLAIN.contains(text)) {
      return text.equals("ignore") ? IGNORE : new Target(text, null, null);
    }
    int dot = text.indexOf('.');
    String kind = dot < 0 ? text : text.substring(0, dot);
    String rest = dot < 0 ? "" : text.substring(dot + 1);
    return switch (kind) {
      case "name" -> NAME_PARTS.contains(rest) ? new Target(kind, null, rest) : null;
      case "custom" ->
          rest.matches("[A-Za-z][A-Za-z0-9_-]{0,63}") ? new Target(kind, null, rest) : null;
      case "emails" -> value(kind, rest, "address");
      case "phones" -> value(kind, rest, "number");
      case "urls" -> value(kind, rest, "url");
      case "addresses" -> address(rest);
      default -> null;
    };
  }

  private static Target value(String kind, String rest, String main) {
    int dot = rest.lastIndexOf('.');
    String last = rest.substring(dot + 1);
    if (last.equals(main) || dot >= 0 && last.equals("label")) {
      return new Target(kind, dot < 0 ? null : rest.substring(0, dot), last);
    }
    return new Target(kind, rest.isEmpty() ? null : rest, main);
  }

  private static Target address(String rest) {
    int dot = rest.lastIndexOf('.');
    String last = rest.substring(dot + 1);
    if (!ADDRESS_PARTS.contains(last)) {
      return null;
    }
    return new Target("addresses", dot < 0 ? null : rest.substring(0, dot), last);
  }

  /** True when the group only pairs columns and says nothing itself. */
  boolean isNumbered() {
    return group != null && group.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The shortest text that {@link #of} reads as this. */
  @Override
  public String toString() {
    boolean implied =
        part == null || !isNumbered() && Set.of("address", "number", "url").contains(part);
    return kind + (group == null ? "" : "." + group) + (implied ? "" : "." + part);
  }
}
