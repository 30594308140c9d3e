// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import io.privity.api.contacts.ContactException;
import io.privity.api.problem.Kind;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in a sorted list: behind a contact that may be gone by now. In the order of creation it
 * is an id alone.
 */
public final class Place {
  private static final int ID_LENGTH = 36;
  private static final byte[] NO_NAME = {};

  private final Entry probe;

  private Place(Entry probe) {
    this.probe = probe;
  }

  /**
   * @param text what {@link #behind} gave, or null for the start
   * @throws ContactException {@code invalid-cursor}
   */
  public static Place of(String text) {
    if (text == null) {
      return null;
    }
    try {
      byte[] name =
          text.length() > ID_LENGTH
              ? Base64.getUrlDecoder().decode(text.substring(ID_LENGTH))
              : NO_NAME;
      UUID id = UUID.fromString(text.substring(0, Math.min(text.length(), ID_LENGTH)));
      return new Place(Entry.probe(id, name));
    } catch (IllegalArgumentException e) {
      throw new ContactException(Kind.INVALID, "invalid-cursor", "There is no such place.");
    }
  }

  static String behind(Entry entry, boolean byName) {
    String id = entry.id().toString();
    if (!byName) {
      return id;
    }
    byte[] name = entry.name();
    byte[] sorted = Arrays.copyOf(name, Math.min(name.length, Entry.SORTED_BYTES));
    return id + Base64.getUrlEncoder().withoutPadding().encodeToString(sorted);
  }

  Entry probe() {
    return probe;
  }
}
