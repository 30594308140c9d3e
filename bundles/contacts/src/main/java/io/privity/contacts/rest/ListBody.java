// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts a page together from documents, without reading them again. */
final class ListBody {
  private static final byte[] START = "{\"items\":[".getBytes(StandardCharsets.US_ASCII);

  private ListBody() {}

  /**
   * @param next the sealed cursor, which needs no escapes; null at the end
   */
  static byte[] of(List<byte[]> items, String next) {
    String tail = next == null ? "]}" : "],\"next\":\"" + next + "\"}";
    byte[] end = tail.getBytes(StandardCharsets.US_ASCII);
    int length = START.length + end.length + Math.max(0, items.size() - 1);
    for (byte[] item : items) {
      length += item.length;
    }
    byte[] body = new byte[length];
    System.arraycopy(START, 0, body, 0, START.length);
    int at = START.length;
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        body[at++] = ',';
      }
      byte[] item = items.get(i);
      System.arraycopy(item, 0, body, at, item.length);
      at += item.length;
    }
    System.arraycopy(end, 0, body, at, end.length);
    return body;
  }
}
