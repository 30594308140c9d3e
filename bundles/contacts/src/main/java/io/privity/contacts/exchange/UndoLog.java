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
   * @param leaf the contact's own leaf, under which the content before is sealed: an erasure of the
   *     contact takes that with it; -1 for one that was created
   * @param sealed the content before, or null for one that was created
   */
  record Entry(String id, long version, long leaf, byte[] sealed) {
    boolean created() {
      return sealed == null;
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
        out.writeLong(entry.leaf());
        out.writeInt(entry.created() ? -1 : entry.sealed().length);
        if (!entry.created()) {
          out.write(entry.sealed());
        }
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
    long version = in.readLong();
    long leaf = in.readLong();
    int length = in.readInt();
    byte[] sealed = null;
    if (length >= 0) {
      sealed = new byte[length];
      in.readFully(sealed);
    }
    return new Entry(id, version, leaf, sealed);
  }
}
