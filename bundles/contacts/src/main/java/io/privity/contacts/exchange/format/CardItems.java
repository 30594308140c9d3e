// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The cards of a file as items. */
final class CardItems implements ItemReader {
  private final CardSplitter splitter;
  private final boolean bytes;
  private final CardConverter converter;

  /**
   * @param bytes true when the text holds bytes as ISO 8859-1, to be decoded card by card
   */
  CardItems(CardSplitter splitter, boolean bytes, CardConverter converter) {
    this.splitter = splitter;
    this.bytes = bytes;
    this.converter = converter;
  }

  @Override
  public Item next() throws IOException {
    CardSplitter.Piece piece = splitter.next();
    if (piece == null) {
      return null;
    }
    String text =
        bytes
            ? Decoding.utf8OrWindows1252(piece.text().getBytes(StandardCharsets.ISO_8859_1))
            : piece.text();
    List<String> raw = List.of(text);
    if (piece.problem() != null) {
      return new Item.Rejected(piece.line(), piece.problem(), null, message(piece.problem()), raw);
    }
    try {
      return new Item.Accepted(piece.line(), converter.convert(text), raw);
    } catch (Unusable e) {
      return new Item.Rejected(piece.line(), e.code(), e.column(), e.getMessage(), raw);
    }
  }

  private static String message(String problem) {
    return switch (problem) {
      case "unended-card" -> "The card begins here and does not end.";
      case "outside-card" -> "The text stands outside of any card.";
      default -> "The card is longer than " + CardSplitter.MAX_CARD + " characters.";
    };
  }

  @Override
  public void close() throws IOException {
    splitter.close();
  }
}
