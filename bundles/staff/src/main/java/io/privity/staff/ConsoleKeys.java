// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.staff;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The keys that open the console: {@code id}, the private key of {@value #LOCAL}, which only the
 * owner of the data directory can read, and {@code keys.properties}, the public keys in the form of
 * Karaf's login module, to which the operator adds those of staff.
 */
final class ConsoleKeys {
  /** The principal of the operating-system user who owns the data directory. */
  static final String LOCAL = "local-console";

  private static final String GROUP = "_g_:admingroup";
  private static final String GROUP_LINE =
      "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh";

  // Karaf's login module reads EC points as signed numbers, which loses every second key.
  private static final int RSA_BITS = 3072;

  private final Path directory;

  /**
   * @param directory made when it is missing, readable by its owner alone
   */
  ConsoleKeys(Path directory) {
    this.directory = directory;
  }

  /** The public keys, in the form of Karaf's login module. */
  Path publicKeys() {
    return directory.resolve("keys.properties");
  }

  /** The private key of {@value #LOCAL}, PKCS#8 in PEM. */
  Path localKey() {
    return directory.resolve("id");
  }

  /**
   * Makes the local key at the first start, and a new one when either file is gone. Keys of others
   * stay.
   *
   * @throws UncheckedIOException when the files can't be written
   */
  void prepare() {
    try {
      Files.createDirectories(directory, mode("rwx------"));
      if (Files.exists(localKey()) && Files.exists(publicKeys())) {
        return;
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      KeyPair pair = generator.generateKeyPair();
      write(localKey(), pem(pair));
      List<String> lines = others();
      lines.add(LOCAL + " = " + openSsh((RSAPublicKey) pair.getPublic()) + "," + GROUP);
      lines.add(GROUP_LINE);
      write(publicKeys(), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> others() throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(publicKeys())) {
      for (String line : Files.readAllLines(publicKeys())) {
        if (!line.startsWith(LOCAL) && !line.startsWith("_g_")) {
          lines.add(line);
        }
      }
    } else {
      lines.add("# The console's keys: NAME = BASE64-OF-AN-SSH-RSA-KEY,_g_:admingroup");
    }
    return lines;
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** The public key as SSH writes it (RFC 4253, section 6.6), base64. */
  private static String openSsh(RSAPublicKey key) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (byte[] part :
          List.of(
              "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
              key.getPublicExponent().toByteArray(),
              key.getModulus().toByteArray())) {
        out.writeInt(part.length);
        out.write(part);
      }
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Replaces the file in one step; it is never readable by others, nor half written. */
  private void write(Path file, String text) throws IOException {
    Path fresh = directory.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, mode("rw-------"));
    Files.writeString(fresh, text, StandardCharsets.US_ASCII);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
