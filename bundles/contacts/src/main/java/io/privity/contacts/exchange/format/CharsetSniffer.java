// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Finds out a file's charset while its bytes go by: a byte-order mark, the zero bytes of UTF-16,
 * well-formed UTF-8, else Windows-1252. A few broken bytes among much good UTF-8 leave it UTF-8.
 */
public final class CharsetSniffer {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Set<Charset> SAID_OF_ANYTHING =
      Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);
  private static final int SAMPLE = 4096;

  private final byte[] head = new byte[3];
  private long count;
  private int zerosAtEven;
  private int zerosAtOdd;

  private int pending;
  private int lead;
  private int second;
  private long multibyte;
  private long malformed;

  /** Takes the next bytes of the file. */
  public void accept(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      int b = bytes[i] & 0xff;
      if (count < SAMPLE) {
        sample(b);
      }
      count++;
      if (b < 0x80 && pending == 0) {
        continue;
      }
      utf8(b);
    }
  }

  private void sample(int b) {
    if (count < head.length) {
      head[(int) count] = (byte) b;
    }
    if (b == 0) {
      if ((count & 1) == 0) {
        zerosAtEven++;
      } else {
        zerosAtOdd++;
      }
    }
  }

  private void utf8(int b) {
    if (pending > 0) {
      if ((b & 0xc0) == 0x80 && secondFits(b)) {
        second = -1;
        if (--pending == 0) {
          multibyte++;
        }
        return;
      }
      malformed++;
      pending = 0;
      if (b < 0x80) {
        return;
      }
    }
    lead = b;
    second = 0;
    if (b >= 0xc2 && b <= 0xdf) {
      pending = 1;
    } else if (b >= 0xe0 && b <= 0xef) {
      pending = 2;
    } else if (b >= 0xf0 && b <= 0xf4) {
      pending = 3;
    } else {
      malformed++;
    }
  }

  /** Overlong forms, surrogates and what lies above U+10FFFF (RFC 3629, section 4). */
  private boolean secondFits(int b) {
    if (second != 0) {
      return true;
    }
    return switch (lead) {
      case 0xe0 -> b >= 0xa0;
      case 0xed -> b <= 0x9f;
      case 0xf0 -> b >= 0x90;
      case 0xf4 -> b <= 0x8f;
      default -> true;
    };
  }

  /**
   * The charset of what went by.
   *
   * @param declared what the client says, or null. Libraries say UTF-8 or ISO 8859-1 of any text,
   *     so those are not believed, and no other where the bytes are UTF-8 beyond doubt
   */
  public Charset charset(Charset declared) {
    boolean utf8 = malformed == 0 && multibyte > 0;
    boolean believed = declared != null && !SAID_OF_ANYTHING.contains(declared) && !utf8;
    return believed && marked() == null ? declared : charset();
  }

  /** The charset that a byte-order mark says, or null. */
  private Charset marked() {
    int first = head[0] & 0xff;
    int next = head[1] & 0xff;
    if (count >= 2 && first == 0xff && next == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (count >= 2 && first == 0xfe && next == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    if (count >= 3 && first == 0xef && next == 0xbb && (head[2] & 0xff) == 0xbf) {
      return StandardCharsets.UTF_8;
    }
    return null;
  }

  public Charset charset() {
    Charset marked = marked();
    if (marked != null) {
      return marked;
    }
    // names in Latin letters have a zero in nearly every second place, separators in any script
    long pairs = Math.min(count, SAMPLE) / 2;
    if (pairs >= 2 && zerosAtOdd > pairs / 4 && zerosAtEven <= zerosAtOdd / 8) {
      return StandardCharsets.UTF_16LE;
    }
    if (pairs >= 2 && zerosAtEven > pairs / 4 && zerosAtOdd <= zerosAtEven / 8) {
      return StandardCharsets.UTF_16BE;
    }
    return malformed == 0 || multibyte > 10 * malformed ? StandardCharsets.UTF_8 : WINDOWS_1252;
  }
}
