// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.encryption.Signer;
import io.privity.api.privacy.Portable;
import io.privity.rights.SealedJson;
import io.privity.rights.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The package as a ZIP file: a page for people, JSON and CSV for programs, the holders' own
 * formats, and a signed manifest of them all. In memory alone.
 */
final class Archive {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);
  private final List<File> files = new ArrayList<>();

  /** A file of the package. */
  record File(String name, String sha256, int size) {}

  /** What the package is, and what was left out of it. */
  record Manifest(
      String kind,
      String request,
      String controller,
      String contact,
      Instant madeAt,
      List<File> files,
      List<LeftOut> leftOut) {}

  private Archive() {}

  /**
   * @param page what people read
   */
  static byte[] of(Contents contents, byte[] page, List<Portable> portable, Signer signer) {
    try {
      return new Archive().write(contents, page, portable, signer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] write(Contents contents, byte[] page, List<Portable> portable, Signer signer)
      throws IOException {
    add("index.html", page);
    add("data.json", SealedJson.write(contents));
    add("data.csv", data(contents.data()));
    add("accesses.csv", accesses(contents.accesses()));
    for (Portable file : portable) {
      add(file.name(), file.content());
    }
    byte[] manifest =
        SealedJson.write(
            new Manifest(
                contents.kind().code(),
                contents.request(),
                contents.controller(),
                contents.contact(),
                contents.madeAt(),
                List.copyOf(files),
                contents.leftOut()));
    add("manifest.json", manifest);
    String signed = signer.jws("privity-package-manifest+json", manifest);
    add("manifest.jws", signed.getBytes(StandardCharsets.US_ASCII));
    zip.close();
    return bytes.toByteArray();
  }

  private void add(String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
    files.add(new File(name, Sha256.hex(content), content.length));
  }

  private static byte[] data(List<Entry> entries) {
    Csv csv =
        new Csv().row("category", "what", "value", "origin", "source", "since", "purposes", "id");
    for (Entry entry : entries) {
      csv.row(
          entry.category(),
          entry.label(),
          entry.value(),
          entry.origin(),
          entry.source(),
          entry.since(),
          entry.purposes(),
          entry.id());
    }
    return csv.bytes();
  }

  private static byte[] accesses(List<Accesses.Access> accesses) {
    Csv csv = new Csv().row("time", "operation", "by", "purpose", "recipient");
    for (Accesses.Access access : accesses) {
      csv.row(access.time(), access.operation(), access.by(), access.purpose(), access.recipient());
    }
    return csv.bytes();
  }
}
