// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.derby;

import io.privity.persistence.StoreRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Shows, on the files of a Derby database that is shut down, that it is encrypted. */
final class EncryptionProof {
  private EncryptionProof() {}

  /**
   * @throws StoreRefusedException when the database says that it is plain, or the pages of its
   *     catalogue can be read
   */
  static void require(Path database) throws IOException {
    Path file = database.resolve("service.properties");
    if (!Files.isRegularFile(file)) {
      throw new StoreRefusedException("The store is damaged: it has no service.properties");
    }
    Properties service = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      service.load(in);
    }
    if (!"true".equals(service.getProperty("dataEncryption"))) {
      throw new StoreRefusedException("The store is not encrypted");
    }
    requireUnreadable(database, service, "SystablesIdentifier", "SYSTABLES");
    requireUnreadable(database, service, "SyscolumnsIdentifier", "TABLEID");
  }

  // A table of Derby's catalogue, in which a plain database spells out the names of the others.
  private static void requireUnreadable(
      Path database, Properties service, String identifier, String name) throws IOException {
    long conglomerate;
    try {
      conglomerate = Long.parseLong(service.getProperty(identifier, ""));
    } catch (NumberFormatException e) {
      throw new StoreRefusedException("The store is damaged: service.properties is incomplete");
    }
    Path table = database.resolve("seg0").resolve("c" + Long.toHexString(conglomerate) + ".dat");
    if (!Files.isRegularFile(table)) {
      throw new StoreRefusedException("The store is damaged: its catalogue is missing");
    }
    String text = Files.readString(table, StandardCharsets.ISO_8859_1);
    if (text.contains(name)) {
      throw new StoreRefusedException("The store is not encrypted: its catalogue can be read");
    }
  }
}
