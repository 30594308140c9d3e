// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files as other programs export them, and how they are read. */
public final class Samples {
  public static final List<String> ALL =
      List.of(
          "google.csv",
          "outlook-1252.csv",
          "german.csv",
          "german-utf16.csv",
          "cards-3.0.vcf",
          "cards-4.0.vcf",
          "phone-2.1.vcf");

  private Samples() {}

  public static byte[] bytes(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/exchange/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Format format(String name) {
    return name.endsWith(".csv") ? Format.CSV : Format.VCARD;
  }

  static FileLayout layout(Format format, byte[] bytes, List<CustomField> fields)
      throws FormatException {
    CharsetSniffer sniffer = new CharsetSniffer();
    sniffer.accept(bytes, 0, bytes.length);
    byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, FileLayout.SAMPLE));
    return FileLayout.detect(format, head, sniffer.charset(), fields);
  }

  static List<Item> items(Format format, byte[] bytes, CustomField... fields) throws Exception {
    return items(layout(format, bytes, List.of(fields)), bytes, fields);
  }

  static List<Item> items(FileLayout layout, byte[] bytes, CustomField... fields)
      throws IOException {
    List<Item> items = new ArrayList<>();
    try (ItemReader reader = layout.open(new ByteArrayInputStream(bytes), List.of(fields))) {
      Item item;
      while ((item = reader.next()) != null) {
        items.add(item);
      }
    }
    return items;
  }

  static List<Contact> contacts(List<Item> items) {
    return items.stream()
        .filter(item -> item instanceof Item.Accepted)
        .map(item -> ((Item.Accepted) item).contact())
        .toList();
  }

  /** Each reject as {@code line code column}. */
  static List<String> rejects(List<Item> items) {
    return items.stream()
        .filter(item -> item instanceof Item.Rejected)
        .map(item -> (Item.Rejected) item)
        .map(r -> r.line() + " " + r.code() + (r.column() == null ? "" : " " + r.column()))
        .toList();
  }
}
