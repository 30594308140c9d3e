// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.contacts.Contact;
import io.privity.api.rights.Processing.Permission;
import java.util.Set;

/**
 * What a text calls a person by: the name in the ways in which it is written, and what identifies
 * the person. A name of a single word counts only as it is written, since many are words besides.
 */
public final class Designations {
  private static final String NAME = "name:";
  private static final String WORD = "word:";
  private static final Permission ANYBODY = (leaf, purposes) -> true;

  private Designations() {}

  /** The designations of a contact by its document. */
  public static Set<String> of(byte[] json) {
    Set<String> designations = Identifiers.of(SearchFields.of(json));
    Contact.Name name = DocumentName.of(json);
    if (name != null) {
      add(designations, name.full());
      if (name.given() != null && name.family() != null) {
        add(designations, name.given() + " " + name.family());
      }
    }
    return designations;
  }

  private static void add(Set<String> designations, String name) {
    String designation = name(name);
    if (designation != null) {
      designations.add(designation);
    }
  }

  /** The designation by a name in a text, also by {@code King, Ada}; null where none can be. */
  public static String name(String name) {
    String folded = Folding.fold(name);
    int comma = folded.indexOf(", ");
    if (comma > 0) {
      folded = folded.substring(comma + 2) + ' ' + folded.substring(0, comma);
    }
    if (folded.indexOf(' ') >= 0) {
      return NAME + folded;
    }
    return folded.length() < Trigrams.LENGTH ? null : WORD + name.strip();
  }

  /** Whether it is a name of a single word, which nobody is called by in part. */
  static boolean isWord(String designation) {
    return designation.startsWith(WORD);
  }

  /** What to look for in order to find who is designated so, and perhaps others. */
  static Wanted wanted(String designation) {
    int colon = designation.indexOf(':') + 1;
    String key = designation.substring(colon);
    return switch (designation.substring(0, colon)) {
      case Identifiers.EMAIL -> new Wanted(null, key, null, null, false, ANYBODY);
      case Identifiers.PHONE -> new Wanted(null, null, key, null, false, ANYBODY);
      default -> new Wanted(Folding.bytes(key), null, null, null, false, ANYBODY);
    };
  }
}
