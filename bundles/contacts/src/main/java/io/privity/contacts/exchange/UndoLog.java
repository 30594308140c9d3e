// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** What an import did to contacts, in order: enough to take it back. */
final class UndoLog {

  /**
   * One contact that was created or replaced.
   *
   * @param version the version that the import left
   * @param before how long the document before was; -1 for one that was created. The document
   *     itself is among the {@link BeforeImages}, from where an erasure of the contact takes it
   */
  record Entry(String id, long version, int before) {
    static final int CREATED = -1;

    boolean created() {
      return before == CREATED;
    }
  }

  private UndoLog() {}

  static byte[] write(List<Entry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Entry entry : entries) {
        UUID id = UUID.fromString(entry.id());
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
        out.writeLong(entry.version());
        out.writeInt(entry.before());
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  /** Reads one after the other; null at the end. */
  static Entry read(DataInputStream in) throws IOException {
    long high;
    try {
      high = in.readLong();
    } catch (EOFException e) {
      return null;
    }
    String id = new UUID(high, in.readLong()).toString();
    return new Entry(id, in.readLong(), in.readInt());
  }
}
