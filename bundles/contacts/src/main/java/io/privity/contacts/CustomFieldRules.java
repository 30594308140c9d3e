// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.contacts.CustomField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the definition of a custom field must be. */
final class CustomFieldRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
  private static final Set<String> TYPES = Set.of("text", "number", "date", "choice", "flag");
  private static final int LINE = 256;

  /** With these bounds, the definition fits its column. */
  private static final int MAX_CHOICES = 100;

  private static final int CHOICE = 64;

  private CustomFieldRules() {}

  static boolean isName(String name) {
    return name != null && NAME.matcher(name).matches();
  }

  static CustomField check(CustomField given) {
    if (given == null || !isName(given.name())) {
      throw Refusals.invalidField(
          "name", "A name is a letter, then letters, digits, _ or -, 64 in all.");
    }
    if (given.type() == null || !TYPES.contains(given.type())) {
      throw Refusals.invalidField("type", "A type is text, number, date, choice or flag.");
    }
    String label = Texts.clean(given.label(), "label", LINE, "", Refusals::invalidField);
    return new CustomField(given.name(), label, given.type(), choices(given));
  }

  private static List<String> choices(CustomField given) {
    boolean some = given.choices() != null && !given.choices().isEmpty();
    if (some != given.type().equals("choice")) {
      throw Refusals.invalidField("choices", "A choice has choices, and only a choice has.");
    }
    if (!some) {
      return List.of();
    }
    if (given.choices().size() > MAX_CHOICES) {
      throw Refusals.invalidField("choices", "There are more than " + MAX_CHOICES + " choices.");
    }
    Set<String> choices = new LinkedHashSet<>();
    for (String choice : given.choices()) {
      String clean = Texts.clean(choice, "choices", CHOICE, "", Refusals::invalidField);
      if (clean == null || !choices.add(clean)) {
        throw Refusals.invalidField("choices", "Each choice is a text that comes once.");
      }
    }
    return List.copyOf(choices);
  }
}
