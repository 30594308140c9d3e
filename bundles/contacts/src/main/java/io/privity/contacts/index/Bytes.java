// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

/** Looks for bytes in bytes. */
final class Bytes {
  private Bytes() {}

  /** The first place of the needle in the text, or -1. */
  static int indexOf(byte[] text, byte[] needle) {
    int length = needle.length;
    if (length == 0) {
      return 0;
    }
    byte first = needle[0];
    int last = text.length - length;
    for (int i = 0; i <= last; i++) {
      if (text[i] != first) {
        continue;
      }
      int j = 1;
      while (j < length && text[i + j] == needle[j]) {
        j++;
      }
      if (j == length) {
        return i;
      }
    }
    return -1;
  }
}
