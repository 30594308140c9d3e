// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.CustomField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the columns of a file go.
 *
 * @param columns in the file's order; for cards the properties that a contact has no field for
 */
public record Mapping(List<Column> columns) {

  /**
   * @param name the column's header, or the card's property
   * @param target where it goes
   * @param suggested what a column that nobody knows could become, or null
   */
  public record Column(String name, Target target, String suggested) {}

  public Mapping {
    columns = List.copyOf(columns);
  }

  /**
   * Guesses from the columns' names, and from what stands in those whose name says nothing.
   *
   * @param rows the file's first rows
   * @param fields the tenant's own fields, which are found by name or label
   */
  public static Mapping guess(CsvLayout layout, List<List<String>> rows, List<CustomField> fields) {
    List<Target> guessed = HeaderGuess.of(layout.columns());
    List<Column> columns = new ArrayList<>(guessed.size());
    for (int i = 0; i < guessed.size(); i++) {
      Column column = column(layout.columns().get(i), guessed.get(i), fields);
      Target content =
          guessed.get(i) == null && column.target().equals(Target.IGNORE)
              ? ContentGuess.of(rows, i, layout.header())
              : null;
      columns.add(content == null ? column : new Column(column.name(), content, null));
    }
    return new Mapping(columns);
  }

  /** The target that is known, else the tenant's field of that name, else a suggestion. */
  static Column column(String name, Target known, List<CustomField> fields) {
    if (known != null && !known.kind().equals("custom")) {
      return new Column(name, known, null);
    }
    String wanted = known == null ? name : known.part();
    for (CustomField field : fields) {
      boolean sameLabel = field.label() != null && same(field.label(), wanted);
      if (same(field.name(), wanted) || sameLabel) {
        return new Column(name, new Target("custom", null, field.name()), null);
      }
    }
    return new Column(name, Target.IGNORE, suggestion(wanted));
  }

  /**
   * Changes targets.
   *
   * @param targets by the column's name
   * @throws FormatException {@code invalid-mapping}
   */
  public Mapping with(Map<String, Target> targets, boolean mayAdd) throws FormatException {
    Map<String, Target> left = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    left.putAll(targets);
    List<Column> changed = new ArrayList<>(columns.size());
    for (Column column : columns) {
      Target target = targets.get(column.name());
      if (target == null) {
        target = left.get(column.name());
      }
      changed.add(target == null ? column : new Column(column.name(), target, null));
    }
    columns.forEach(column -> left.remove(column.name()));
    if (!left.isEmpty() && !mayAdd) {
      throw new FormatException(
          "invalid-mapping", "The mapping names a column that the file does not have.");
    }
    left.forEach((name, target) -> changed.add(new Column(name, target, null)));
    return new Mapping(changed);
  }

  private static boolean same(String one, String other) {
    return squeezed(one).equals(squeezed(other));
  }

  private static String squeezed(String text) {
    return Text.folded(text).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** {@code custom.} and a name made from the column's, or null where there is no letter in it. */
  private static String suggestion(String name) {
    String plain = Text.folded(name).replaceAll("[^a-z0-9]+", "_").replaceAll("^[^a-z]+|_+$", "");
    if (plain.isEmpty()) {
      return null;
    }
    String cut = plain.substring(0, Math.min(plain.length(), 64));
    return "custom." + cut.toLowerCase(Locale.ROOT);
  }
}
