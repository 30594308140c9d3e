// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which entries a query means. Most are ruled out by their bytes, without reading the JSON.
 */
final class EntryFilter {
  private static final byte[] SUBJECTS = ",\"subjects\":".getBytes(StandardCharsets.US_ASCII);

  private final AuditLog.Query query;

  /** What the JSON of each entry that is meant must contain. */
  private final List<byte[]> needles = new ArrayList<>();

  EntryFilter(AuditLog.Query query) {
    this.query = query;
    needle(query.principal());
    needle(query.operation());
    needle(query.record());
  }

  private void needle(String text) {
    if (isGiven(text) && text.length() <= JsonBytes.MAX_TEXT) {
      JsonBytes json = new JsonBytes().text(text);
      byte[] quoted = json.toBytes();
      byte[] needle = new byte[quoted.length - 2];
      System.arraycopy(quoted, 1, needle, 0, needle.length);
      needles.add(needle);
    }
  }

  /** The earliest time, epoch milliseconds. */
  long from() {
    return query.from() == null ? Long.MIN_VALUE : query.from().toEpochMilli();
  }

  /** The time before which entries must lie. */
  long to() {
    return query.to() == null ? Long.MAX_VALUE : query.to().toEpochMilli();
  }

  boolean hasTime() {
    return query.from() != null || query.to() != null;
  }

  /** False when the entry that stands there can't be meant. */
  boolean mayMatch(byte[] body, int from, int length) {
    long time = EntryLines.time(body, from);
    if (time < from() || time >= to()) {
      return false;
    }
    for (byte[] needle : needles) {
      if (find(body, from, from + length, needle) < 0) {
        return false;
      }
    }
    return query.subject() == null || concerns(body, from, from + length, query.subject());
  }

  /** Inside of a text the quotes of the member's name would be escaped. */
  private static boolean concerns(byte[] body, int from, int end, long subject) {
    int at = find(body, from, end, SUBJECTS);
    return at >= 0 && Subjects.contains(body, at + SUBJECTS.length, subject);
  }

  boolean matches(AuditLog.Entry entry) {
    String operation = query.operation();
    return is(query.principal(), entry.principal())
        && (is(operation, entry.operation())
            || operation.endsWith(".") && entry.operation().startsWith(operation))
        && (!isGiven(query.record()) || entry.records().contains(query.record()))
        && (query.subject() == null || entry.subjects().contains(query.subject()));
  }

  private static boolean is(String wanted, String actual) {
    return !isGiven(wanted) || wanted.equals(actual);
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isEmpty();
  }

  /** Where the needle begins first, or -1. */
  private static int find(byte[] body, int from, int end, byte[] needle) {
    int last = end - needle.length;
    for (int i = from; i <= last; i++) {
      int k = 0;
      while (k < needle.length && body[i + k] == needle[k]) {
        k++;
      }
      if (k == needle.length) {
        return i;
      }
    }
    return -1;
  }
}
