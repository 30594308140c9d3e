// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import io.privity.api.contacts.CustomField;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes an export, contact by contact. What it writes, an import reads back as the same contacts.
 * Nothing reaches the stream before the first contact or {@link #finish}.
 */
public interface ExportWriter {
  /**
   * @param json the contact's document
   */
  void write(byte[] json) throws IOException;

  /** Ends the file. */
  void finish() throws IOException;

  /**
   * @param fields the tenant's own fields, each a column in CSV
   */
  static ExportWriter to(OutputStream out, Format format, List<CustomField> fields) {
    return switch (format) {
      case CSV -> new CsvExport(utf8(out), fields);
      case VCARD -> new CardExport(utf8(out));
      case JSON -> new JsonExport(out);
    };
  }

  private static BufferedWriter utf8(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15);
  }
}
