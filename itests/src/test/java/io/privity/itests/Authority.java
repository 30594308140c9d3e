// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A certificate authority of a test, kept by the JDK's keytool; all it writes is PEM. */
final class Authority {
  private static final String PASSWORD = "only-for-tests";
  private static final String OWN = "authority";

  private final Path directory;

  /**
   * @param directory an empty one of its own
   */
  Authority(Path directory) {
    this.directory = directory;
    generate(OWN, "-ext", "bc:c");
  }

  /** The certificate that who trusts this authority holds. */
  Path certificate() {
    return directory.resolve(OWN + ".crt");
  }

  /**
   * Issues a certificate, {@code name.crt}, and its key, {@code name.key}, into its directory.
   *
   * @param alternatives the subject's alternative names, as keytool writes them: {@code
   *     dns:db.example.com,ip:127.0.0.1}
   */
  void issue(String name, String alternatives) {
    generate(name, "-signer", OWN, "-ext", "san=" + alternatives);
  }

  private void generate(String name, String... options) {
    Path store = directory.resolve("keys.p12");
    List<String> command = new ArrayList<>();
    command.add(Processes.jdk("keytool"));
    command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(options));
    Processes.run(directory, Map.of(), command.toArray(String[]::new));
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      write(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
      write(name + ".key", "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(String file, String what, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n",
        StandardCharsets.US_ASCII);
  }
}
