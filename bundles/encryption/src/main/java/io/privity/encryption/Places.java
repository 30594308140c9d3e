// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything lies.
 *
 * @param data the directory that holds all state
 * @param vault the vault's own directory
 * @param copies its further directories
 * @param passphrase the file with the passphrase
 * @param ownPassphrase true when no file was named, so that the first start may make it
 */
record Places(Path data, Path vault, List<Path> copies, Path passphrase, boolean ownPassphrase) {

  static Places of(Settings settings) {
    Path data = path("data", settings.data());
    String vault = settings.vault().strip();
    String passphrase = settings.passphraseFile().strip();
    List<Path> copies = new ArrayList<>();
    for (String copy : settings.vaultCopies().split(",")) {
      if (!copy.isBlank()) {
        copies.add(path("vaultCopies", copy));
      }
    }
    return new Places(
        data,
        vault.isEmpty() ? data.resolve("vault") : path("vault", vault),
        List.copyOf(copies),
        passphrase.isEmpty() ? data.resolve("passphrase") : path("passphraseFile", passphrase),
        passphrase.isEmpty());
  }

  /** What a configuration names, which must not be empty. */
  static Path path(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the setting '" + name + "' is required");
    }
    return Path.of(value.strip()).toAbsolutePath().normalize();
  }

  /** Where the embedded store lies when there is one. */
  Path store() {
    return data.resolve("db");
  }

  /** The vault's own directory, then its copies. */
  List<Path> vaults() {
    List<Path> all = new ArrayList<>();
    all.add(vault);
    all.addAll(copies);
    return all;
  }
}
