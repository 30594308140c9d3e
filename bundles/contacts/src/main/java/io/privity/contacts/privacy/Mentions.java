// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import io.privity.api.contacts.Contacts.Query;
import io.privity.api.privacy.Subjects.Passage;
import io.privity.contacts.index.ContactView;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.Keys;
import io.privity.contacts.index.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds in a text the other contacts of a tenant: their e-mail addresses, and their full names of
 * two to five words, in any case and without regard to accents. A name of one word is a word like
 * others, so it is not looked for.
 */
final class Mentions {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}@._%+'’-]+");
  private static final int MOST_WORDS = 5;

  private final ContactView contacts;
  private final UUID self;

  Mentions(ContactView contacts, UUID self) {
    this.contacts = contacts;
    this.self = self;
  }

  /** The passages in their order, not overlapping. */
  List<Passage> in(String text) {
    List<Passage> passages = new ArrayList<>();
    List<MatchResult> words = WORD.matcher(text).results().toList();
    for (int i = 0; i < words.size(); i++) {
      int last = lastOfMention(text, words, i);
      if (last >= 0) {
        passages.add(new Passage(words.get(i).start(), end(words.get(last))));
        i = last;
      }
    }
    return passages;
  }

  /** The index of the last word of the longest mention that begins here, or -1. */
  private int lastOfMention(String text, List<MatchResult> words, int first) {
    String word = word(words.get(first));
    if (word.indexOf('@') > 0) {
      return isOthersAddress(word) ? first : -1;
    }
    if (!Character.isUpperCase(word.codePointAt(0))) {
      return -1;
    }
    for (int last = Math.min(words.size(), first + MOST_WORDS) - 1; last > first; last--) {
      if (isOthersName(text.substring(words.get(first).start(), end(words.get(last))))) {
        return last;
      }
    }
    return -1;
  }

  private boolean isOthersAddress(String address) {
    String key = Keys.email(address);
    return contacts.byEmails(Set.of(key)).getOrDefault(key, List.of()).stream()
        .anyMatch(this::isOther);
  }

  private boolean isOthersName(String name) {
    Query query = new Query(name, null, null, null, true);
    Wanted wanted = Wanted.of(query, (leaf, purposes) -> true);
    return contacts.list(wanted, null, 100).entries().stream()
        .anyMatch(entry -> isOther(entry) && entry.isNamed(name));
  }

  private boolean isOther(Entry entry) {
    return !entry.id().equals(self);
  }

  /** Without the full stop of the sentence that it ends. */
  private static String word(MatchResult match) {
    String word = match.group();
    return word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
  }

  private static int end(MatchResult match) {
    return match.start() + word(match).length();
  }
}
