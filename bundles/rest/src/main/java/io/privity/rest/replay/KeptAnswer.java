// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.rest.exchange.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** An answer as it is sealed: status, headers and body, byte for byte. */
final class KeptAnswer {
  private static final int FORMAT = 1;

  private KeptAnswer() {}

  static byte[] of(Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(answer.length() + 256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeShort(answer.status());
      out.writeUTF(answer.contentType() == null ? "" : answer.contentType());
      out.writeByte(answer.headers().size());
      for (Map.Entry<String, String> header : answer.headers().entrySet()) {
        out.writeUTF(header.getKey());
        out.writeUTF(header.getValue());
      }
      out.writeInt(answer.length());
      out.write(answer.bytes(), 0, answer.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** False for a note of another kind, such as the id of a job. */
  static boolean is(byte[] note) {
    return note.length > 0 && note[0] == FORMAT;
  }

  static void restore(byte[] kept, Answer answer) {
    answer.reset();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
      if (in.readByte() != FORMAT) {
        throw new IllegalStateException("an answer of another format");
      }
      answer.status(in.readUnsignedShort());
      String type = in.readUTF();
      answer.contentType(type.isEmpty() ? null : type);
      int headers = in.readUnsignedByte();
      for (int i = 0; i < headers; i++) {
        answer.headers().put(in.readUTF(), in.readUTF());
      }
      answer.take(in.readNBytes(in.readInt()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
