// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/**
 * Cuts a file into cards, so that a broken one costs itself alone. Pictures, sounds and keys are
 * left out on the way: contacts have none, and they would fill the memory.
 */
final class CardSplitter implements Closeable {
  /** The most characters of a card, without its pictures. */
  static final int MAX_CARD = 1 << 18;

  private static final String BEGIN = "BEGIN:VCARD";
  private static final String END = "END:VCARD";

  /**
   * A piece of the file.
   *
   * @param problem null for a whole card
   */
  record Piece(long line, String text, String problem) {}

  private enum Where {
    OUTSIDE,
    CARD,
    STRAY
  }

  private final Reader in;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder read = new StringBuilder();
  private long line;
  private long begun;
  private int agents;
  private boolean tooLong;
  private boolean dropping;
  private boolean droppingBase64;
  private boolean agentNext;
  private Where where = Where.OUTSIDE;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int end;

  CardSplitter(Reader in) {
    this.in = in;
  }

  /** The next card or what is none; null at the end. */
  Piece next() throws IOException {
    String next;
    while ((next = readLine()) != null) {
      String trimmed = next.strip();
      boolean folded = where == Where.CARD && isFolded(next);
      boolean begins = !folded && trimmed.equalsIgnoreCase(BEGIN);
      if (where == Where.CARD) {
        if (begins && !agentNext) {
          Piece unended = piece("unended-card");
          begin(next);
          return unended;
        }
        if (card(next, trimmed, begins)) {
          return piece(tooLong ? "card-too-large" : null);
        }
      } else if (begins) {
        boolean stray = where == Where.STRAY;
        Piece before = stray ? piece("outside-card") : null;
        begin(next);
        if (stray) {
          return before;
        }
      } else if (!trimmed.isEmpty()) {
        if (where == Where.OUTSIDE) {
          start(Where.STRAY);
        }
        append(next);
      }
    }
    return where == Where.OUTSIDE
        ? null
        : piece(where == Where.CARD ? "unended-card" : "outside-card");
  }

  private void begin(String next) {
    start(Where.CARD);
    append(next);
  }

  private void start(Where now) {
    where = now;
    begun = line;
    text.setLength(0);
    agents = 0;
    tooLong = false;
    dropping = false;
    agentNext = false;
  }

  /** Takes a line of a card; true when the card ends with it. */
  private boolean card(String next, String trimmed, boolean begins) {
    if (begins) {
      agents++;
    }
    boolean ends = !isFolded(next) && trimmed.equalsIgnoreCase(END);
    if (ends && agents == 0) {
      append(next);
      return true;
    }
    agents -= ends ? 1 : 0;
    if (trimmed.isEmpty() && !isFolded(next)) {
      return false;
    }
    if (!begins && !ends && goesOn(next, trimmed)) {
      if (!dropping) {
        append(next);
      }
      return false;
    }
    dropping = !begins && !ends && isBinary(trimmed);
    agentNext = trimmed.equalsIgnoreCase("AGENT:");
    if (!dropping) {
      append(next);
    }
    return false;
  }

  /** A line that goes on with the one before (RFC 6350, section 3.2), whatever stands in it. */
  private static boolean isFolded(String line) {
    return !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
  }

  private boolean goesOn(String next, String trimmed) {
    if (isFolded(next)) {
      return true;
    }
    // version 2.1 lets base64 lines stand at the margin, up to an empty line
    boolean base64 = dropping && droppingBase64 && trimmed.indexOf(':') < 0;
    return base64 && trimmed.indexOf(';') < 0;
  }

  private boolean isBinary(String property) {
    int colon = property.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String head = property.substring(0, Math.min(colon, 200)).toUpperCase(Locale.ROOT);
    int semicolon = head.indexOf(';');
    String name = semicolon < 0 ? head : head.substring(0, semicolon);
    name = name.substring(name.indexOf('.') + 1);
    droppingBase64 = head.contains("BASE64") || head.contains("ENCODING=B");
    return switch (name) {
      case "PHOTO", "LOGO", "SOUND", "KEY" -> true;
      default -> droppingBase64;
    };
  }

  private void append(String next) {
    if (text.length() + next.length() > MAX_CARD) {
      tooLong = true;
      return;
    }
    text.append(next).append("\r\n");
  }

  private Piece piece(String problem) {
    where = Where.OUTSIDE;
    return new Piece(begun, text.toString(), problem);
  }

  /** A line of bounded length: of what is longer the rest is left out. Null at the end. */
  private String readLine() throws IOException {
    read.setLength(0);
    if (!more()) {
      return null;
    }
    boolean done = false;
    while (!done && more()) {
      int from = at;
      while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      read.append(buffer, from, Math.min(at - from, Math.max(0, MAX_CARD + 1 - read.length())));
      if (at < end) {
        done = true;
        if (buffer[at++] == '\r' && more() && buffer[at] == '\n') {
          at++;
        }
      }
    }
    line++;
    return read.toString();
  }

  private boolean more() throws IOException {
    while (at == end && end >= 0) {
      at = 0;
      end = in.read(buffer, 0, buffer.length);
      if (end < 0) {
        end = 0;
        return false;
      }
    }
    return at < end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
