// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An array of the contacts' documents, as they are. */
final class JsonExport implements ExportWriter {
  private final OutputStream out;
  private boolean begun;

  JsonExport(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 15);
  }

  @Override
  public void write(byte[] json) throws IOException {
    out.write(begun ? ',' : '[');
    out.write('\n');
    out.write(json);
    begun = true;
  }

  @Override
  public void finish() throws IOException {
    if (!begun) {
      out.write('[');
    }
    out.write('\n');
    out.write(']');
    out.write('\n');
    out.flush();
  }
}
