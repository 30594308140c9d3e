// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Several values in one cell, joined by {@code ::: } as Google does. Our own exports escape that
 * within a value ({@code \:::}, and so {@code \\}); others' files are split as they are.
 */
final class Values {
  private static final String JOINT = " ::: ";

  private Values() {}

  static String join(List<String> values) {
    if (values.size() == 1) {
      return escape(values.get(0));
    }
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      cell.append(i == 0 ? "" : JOINT).append(escape(values.get(i)));
    }
    return cell.toString();
  }

  private static String escape(String value) {
    if (value == null) {
      return "";
    }
    boolean plain = value.indexOf('\\') < 0 && !value.contains(":::");
    return plain ? value : value.replace("\\", "\\\\").replace(":::", "\\:::");
  }

  static List<String> split(String cell, boolean escaped) {
    boolean several = cell.contains(JOINT);
    if (!several && !(escaped && cell.indexOf('\\') >= 0)) {
      return List.of(cell);
    }
    List<String> values = new ArrayList<>(2);
    if (!escaped) {
      int from = 0;
      int joint;
      while ((joint = cell.indexOf(JOINT, from)) >= 0) {
        values.add(Text.clean(cell.substring(from, joint)));
        from = joint + JOINT.length();
      }
      values.add(Text.clean(cell.substring(from)));
      return values;
    }
    StringBuilder value = new StringBuilder();
    int i = 0;
    while (i < cell.length()) {
      char c = cell.charAt(i);
      if (c == '\\' && i + 1 < cell.length()) {
        value.append(cell.charAt(i + 1));
        i += 2;
      } else if (c == ' ' && cell.startsWith(JOINT, i)) {
        values.add(value.toString());
        value.setLength(0);
        i += JOINT.length();
      } else {
        value.append(c);
        i++;
      }
    }
    values.add(value.toString());
    return values;
  }
}
