// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code io.privity.encryption}. */
@ObjectClassDefinition(
    name = "Privity keyring",
    description = "The keyring, its vault, and the server's certificate")
public @interface Settings {
  String PID = "io.privity.encryption";

  @AttributeDefinition(description = "The directory that holds all state. Required")
  String data();

  @AttributeDefinition(
      description =
          "The file with the passphrase of the root key, mode 0600. Empty: the first start makes"
              + " one in the data directory, where it puts promise P3 at risk")
  String passphraseFile() default "";

  @AttributeDefinition(
      description = "The vault's directory. Empty: the directory 'vault' in the data directory")
  String vault() default "";

  @AttributeDefinition(
      description =
          "Further directories, separated by commas, that each hold all of the vault. A sign-up or"
              + " an erasure is complete when all of them have it")
  String vaultCopies() default "";

  @AttributeDefinition(description = "How many opened subject keys are kept in memory", min = "1")
  int openKeys() default 50_000;

  @AttributeDefinition(
      description =
          "A PKCS#12 file with the server's key and certificate. Empty: the first start makes a"
              + " self-signed one for localhost in the data directory")
  String tlsKeystore() default "";

  @AttributeDefinition(
      description =
          "The file with that keystore's password, mode 0600. Required where a keystore is named")
  String tlsPasswordFile() default "";
}
