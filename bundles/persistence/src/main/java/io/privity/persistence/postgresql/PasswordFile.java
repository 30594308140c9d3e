// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.postgresql;

import io.privity.persistence.StoreRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Reads a password from a file that nobody else can read. */
final class PasswordFile {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private PasswordFile() {}

  /**
   * @return the file's first line
   * @throws StoreRefusedException when others may read the file, or it is empty
   */
  static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new StoreRefusedException("The database's password file does not exist");
    }
    if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
      throw new StoreRefusedException(
          "The database's password file is open to others; give it mode 0600");
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String password = text.lines().findFirst().orElse("");
    if (password.isEmpty()) {
      throw new StoreRefusedException("The database's password file is empty");
    }
    return password;
  }
}
