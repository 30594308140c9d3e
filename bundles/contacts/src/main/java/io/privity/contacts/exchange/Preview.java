// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import io.privity.contacts.exchange.ImportView.MappedColumn;
import io.privity.contacts.exchange.format.CharsetSniffer;
import io.privity.contacts.exchange.format.FileLayout;
import io.privity.contacts.exchange.format.FormatException;
import io.privity.contacts.exchange.format.Item;
import io.privity.contacts.exchange.format.ItemReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an import would make of a file, as far as it was looked at.
 *
 * @param separator of CSV, else null
 * @param header whether the first row names the columns; null for other formats
 * @param dates {@code day-first} or {@code month-first}; null for other formats
 * @param columns where each goes; what nobody knows is ignored, and says what it could become
 * @param contacts the first ones
 * @param read how many rows, cards or elements were looked at
 * @param rejected how many of them can't be kept
 * @param complete whether that was all of the file
 */
public record Preview(
    String format,
    String charset,
    String separator,
    Boolean header,
    String dates,
    List<MappedColumn> columns,
    List<Contact> contacts,
    long read,
    long rejected,
    List<Rejection> rejects,
    boolean complete) {

  private static final int LOOKED_AT = 4 << 20;
  private static final int CONTACTS = 10;
  private static final int REJECTS = 100;

  /** A rejected line, without what stands in it. */
  public record Rejection(long line, String code, String column, String message) {
    public static Rejection of(Item.Rejected reject) {
      return new Rejection(reject.line(), reject.code(), reject.column(), reject.message());
    }
  }

  static Preview of(FileRequest request, InputStream body, List<CustomField> fields)
      throws IOException {
    byte[] bytes = body.readNBytes(LOOKED_AT);
    // a client that still sends would take an early answer for a broken connection
    boolean complete = body.transferTo(OutputStream.nullOutputStream()) == 0;
    CharsetSniffer sniffer = new CharsetSniffer();
    sniffer.accept(bytes, 0, bytes.length);
    try {
      byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, FileLayout.SAMPLE));
      FileLayout layout = request.layout(head, sniffer.charset(request.charset()), fields);
      List<CustomField> known = new ArrayList<>(fields);
      known.addAll(request.newFields(layout, fields));
      return read(layout, bytes, known, complete);
    } catch (FormatException e) {
      throw Imports.refused(e);
    }
  }

  private static Preview read(
      FileLayout layout, byte[] bytes, List<CustomField> fields, boolean complete)
      throws IOException {
    List<Contact> contacts = new ArrayList<>(CONTACTS);
    List<Rejection> rejects = new ArrayList<>();
    long read = 0;
    long rejected = 0;
    try (ItemReader items = layout.open(new ByteArrayInputStream(bytes), fields)) {
      Item next = items.next();
      while (next != null) {
        Item item = next;
        next = items.next();
        if (next == null && !complete) {
          // the last one is cut
          break;
        }
        read++;
        if (item instanceof Item.Rejected reject) {
          rejected++;
          if (rejects.size() < REJECTS) {
            rejects.add(Rejection.of(reject));
          }
        } else if (contacts.size() < CONTACTS) {
          contacts.add(((Item.Accepted) item).contact());
        }
      }
    }
    boolean csv = layout.csv() != null;
    return new Preview(
        layout.format().text(),
        layout.charset().name(),
        csv ? String.valueOf(layout.csv().separator()) : null,
        csv ? layout.csv().header() : null,
        csv ? layout.monthFirst() ? "month-first" : "day-first" : null,
        MappedColumn.of(layout.mapping()),
        contacts,
        read,
        rejected,
        rejects,
        complete);
  }
}
