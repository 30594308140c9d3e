// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses where columns go from their names; the names stand in {@code headers.txt}. */
final class HeaderGuess {
  private static final String ANY_NAME = "name?";
  private static final String ANY_TITLE = "title?";

  private static final Map<String, String> TARGETS = new HashMap<>();
  private static final Map<String, String> LABELS = new HashMap<>();

  /** Google's {@code E-mail 1 - Value}. */
  private static final Pattern NUMBERED = Pattern.compile("(.+?) (\\d{1,3}) - (.+)");

  private static final Set<String> LABEL_PARTS = Set.of("label", "type");
  private static final Set<String> ADDRESS_WORDS =
      Set.of("address", "adresse", "anschrift", "direccion", "indirizzo", "endereco", "adres");

  static {
    try (InputStream in = HeaderGuess.class.getResourceAsStream("headers.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        int colon = line.indexOf(':');
        if (colon < 0 || line.startsWith("#")) {
          continue;
        }
        String key = line.substring(0, colon);
        boolean label = key.startsWith("label ");
        for (String name : line.substring(colon + 1).strip().split(" ")) {
          if (label) {
            LABELS.putIfAbsent(name, key.substring("label ".length()));
          } else {
            TARGETS.putIfAbsent(squeezed(name), key);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HeaderGuess() {}

  /** A target for each column, null for one that nobody knows. */
  static List<Target> of(List<String> columns) {
    List<String> guessed = new ArrayList<>(columns.size());
    for (String column : columns) {
      guessed.add(target(column));
    }
    boolean given = guessed.contains("name.given");
    boolean family = guessed.contains("name.family");
    boolean title = guessed.contains("title");
    List<Target> targets = new ArrayList<>(guessed.size());
    for (String text : guessed) {
      if (ANY_NAME.equals(text)) {
        // «Name;Vorname» is a family name, «Nome;Cognome» a given one
        String part = given == family ? "full" : given ? "family" : "given";
        targets.add(new Target("name", null, part));
      } else if (ANY_TITLE.equals(text)) {
        targets.add(Target.of(title ? "name.prefix" : "title"));
      } else {
        targets.add(text == null ? null : Target.of(text));
      }
    }
    return targets;
  }

  static boolean isKnown(String column) {
    return target(column.strip()) != null;
  }

  private static String target(String column) {
    if (column.length() > 100) {
      return null;
    }
    if (column.startsWith(RejectsCsv.PREFIX) || CsvExport.NOT_IMPORTED.contains(column)) {
      return "ignore";
    }
    if (column.indexOf('.') > 0 && Target.of(column) != null) {
      return column;
    }
    Matcher numbered = NUMBERED.matcher(column);
    if (numbered.matches()) {
      return numbered(numbered.group(1), numbered.group(2), numbered.group(3));
    }
    List<String> words = words(column);
    String whole = TARGETS.get(String.join("", words));
    return whole != null ? whole : labelled(words);
  }

  private static String numbered(String field, String number, String part) {
    String squeezed = squeezed(part);
    boolean label = LABEL_PARTS.contains(squeezed);
    return switch (squeezed(field)) {
      case "email" -> "emails." + number + (label ? ".label" : ".address");
      case "phone" -> "phones." + number + (label ? ".label" : ".number");
      case "website" -> "urls." + number + (label ? ".label" : ".url");
      case "address" -> {
        String target = label ? "addresses.label" : TARGETS.get(squeezed);
        yield target != null && target.startsWith("addresses.")
            ? "addresses." + number + target.substring("addresses".length())
            : null;
      }
      case "organization" ->
          switch (squeezed) {
            case "name" -> "organization";
            case "title" -> "title";
            default -> null;
          };
      default -> null;
    };
  }

  /** «Business Street 2», «Telefon (privat)»: without the label and the number. */
  private static String labelled(List<String> words) {
    List<String> left = new ArrayList<>(words.size());
    String label = null;
    String number = null;
    for (String word : words) {
      String known = LABELS.get(word);
      if (known != null && (label == null || !label.contains(known))) {
        boolean place = known.equals("work") || known.equals("home");
        label = label == null ? known : place ? known + " " + label : label + " " + known;
      } else if (word.chars().allMatch(c -> c >= '0' && c <= '9')) {
        number = word;
      } else {
        left.add(word);
      }
    }
    String target = TARGETS.get(String.join("", left));
    if (target == null && left.isEmpty() && label != null) {
      target = label.contains("mobile") || label.contains("fax") ? "phones" : null;
    }
    if (target == null && left.removeIf(ADDRESS_WORDS::contains)) {
      target = TARGETS.get(String.join("", left));
      if (target == null || !target.startsWith("addresses.")) {
        return null;
      }
      label = label == null ? number : label;
    }
    return target == null ? null : withLabel(target, label);
  }

  private static String withLabel(String target, String label) {
    if (label == null) {
      return target;
    }
    if (target.startsWith("addresses.")) {
      return "addresses." + label + target.substring("addresses".length());
    }
    if (target.startsWith("phones.")) {
      String known = target.substring("phones.".length());
      return label.contains(known) ? "phones." + label : "phones." + label + " " + known;
    }
    boolean takesLabel =
        target.equals("emails") || target.equals("phones") || target.equals("urls");
    return takesLabel ? target + "." + label : target;
  }

  private static List<String> words(String column) {
    List<String> words = new ArrayList<>();
    for (String word : Text.folded(column).split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static String squeezed(String text) {
    return String.join("", words(text));
  }
}
