// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import io.privity.api.privacy.Subjects.Passage;
import io.privity.contacts.index.Designations;
import io.privity.contacts.index.Identifiers;
import io.privity.contacts.index.Identifiers.Found;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passages of a text that may speak of people: e-mail addresses, telephone numbers, and some
 * words in a row that begin and end with one that is not in lower case.
 */
final class Mentions {
  private static final int MAX_WORDS = 6;

  /** Between the words of a name stand spaces, a full stop, a comma. */
  private static final String BETWEEN = " \u00a0\t\r\n.,";

  private static final int MAX_BETWEEN = 3;

  private final List<Found> found = new ArrayList<>();

  private Mentions() {}

  static Mentions in(String text) {
    Mentions mentions = new Mentions();
    mentions.found.addAll(Identifiers.in(text));
    mentions.addNames(text);
    return mentions;
  }

  private void addNames(String text) {
    List<Passage> words = words(text);
    for (int from = 0; from < words.size(); from++) {
      int start = words.get(from).start();
      if (isLower(text, start)) {
        continue;
      }
      for (int to = from; to < words.size() && to < from + MAX_WORDS; to++) {
        Passage last = words.get(to);
        if (to > from && !isJoined(text, words.get(to - 1).end(), last.start())) {
          break;
        }
        if (!isLower(text, last.start())) {
          addName(text, start, last.end());
          int genitive =
              Math.max(
                  text.lastIndexOf('\'', last.end() - 1),
                  text.lastIndexOf('\u2019', last.end() - 1));
          if (genitive > last.start()) {
            addName(text, start, genitive);
          }
        }
      }
    }
  }

  private void addName(String text, int start, int end) {
    String name = Designations.name(text.substring(start, end));
    if (name != null) {
      found.add(new Found(start, end, name));
    }
  }

  private static List<Passage> words(String text) {
    List<Passage> words = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      if (Character.isLetterOrDigit(text.codePointAt(start))) {
        words.add(new Passage(start, end));
      }
    }
    return words;
  }

  private static boolean isLower(String text, int at) {
    return Character.isLowerCase(text.codePointAt(at));
  }

  private static boolean isJoined(String text, int from, int to) {
    if (to - from > MAX_BETWEEN) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (BETWEEN.indexOf(c) < 0 && c != '-' && c != '\'' && c != '\u2019') {
        return false;
      }
    }
    return true;
  }

  /** What the text may call people by. */
  Set<String> designations() {
    return found.stream().map(Found::identifier).collect(Collectors.toCollection(HashSet::new));
  }

  /** The passages that do, in their order; of those that overlap, the longest of the first. */
  List<Passage> of(Set<String> known) {
    List<Passage> passages = new ArrayList<>();
    found.stream()
        .filter(each -> known.contains(each.identifier()))
        .sorted(
            Comparator.comparingInt(Found::start)
                .thenComparing(Comparator.comparingInt(Found::end).reversed()))
        .forEach(
            each -> {
              int last = passages.size() - 1;
              if (last < 0 || each.start() >= passages.get(last).end()) {
                passages.add(new Passage(each.start(), each.end()));
              }
            });
    return passages;
  }
}
