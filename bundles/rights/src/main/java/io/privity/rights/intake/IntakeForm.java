// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import io.privity.api.rights.RightsException;
import io.privity.rights.Refusals;
import io.privity.rights.request.PlainText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a subject fills in.
 *
 * @param ask a kind of request, or the code of an action; empty when nothing was chosen
 * @param email asked for by a link that is nobody's
 */
public record IntakeForm(String ask, String note, String email, String code) {
  static final IntakeForm EMPTY = new IntakeForm("", "", "", "");

  private static final Set<String> FIELDS = Set.of("ask", "note", "email", "code");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_CODE = 32;

  /**
   * @throws RightsException {@code invalid-value} for what no such form sends
   */
  public static IntakeForm of(Map<String, List<String>> fields) {
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      if (!FIELDS.contains(field.getKey()) || field.getValue().size() != 1) {
        throw Refusals.invalid(field.getKey(), "The form has no such field, or has it once.");
      }
    }
    return new IntakeForm(
        text(fields, "ask"), text(fields, "note"), text(fields, "email"), text(fields, "code"));
  }

  private static String text(Map<String, List<String>> fields, String name) {
    return fields.getOrDefault(name, List.of("")).get(0).replace("\r\n", "\n").strip();
  }

  /**
   * The fields that have to be filled in otherwise, in the page's order.
   *
   * @param offered whether something can be asked for
   * @param anonymous whether the link is nobody's
   */
  Set<String> faults(Predicate<String> offered, boolean anonymous) {
    Set<String> faults = new LinkedHashSet<>();
    if (!offered.test(ask)) {
      faults.add("ask");
    }
    if (!isText(note)) {
      faults.add("note");
    }
    if (anonymous && (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches())) {
      faults.add("email");
    }
    if (code.isEmpty() || code.length() > LONGEST_CODE) {
      faults.add("code");
    }
    return faults;
  }

  private static boolean isText(String note) {
    try {
      PlainText.optional("note", note, PlainText.LONGEST_NOTE);
      return true;
    } catch (RightsException e) {
      return false;
    }
  }
}
