// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.tls;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.encryption.Settings;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileCertificateTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static Settings settings(Map<String, Object> values) {
    return (Settings)
        Proxy.newProxyInstance(
            Settings.class.getClassLoader(),
            new Class<?>[] {Settings.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  private FileCertificate at(Instant now) throws IOException {
    String data = folder.getRoot().toPath().resolve("data").toString();
    return new FileCertificate(settings(Map.of("data", data)), Clock.fixed(now, ZoneOffset.UTC));
  }

  private Path file(String name) {
    return folder.getRoot().toPath().resolve("data/tls").resolve(name);
  }

  private static X509Certificate certificate(FileCertificate certificate) throws Exception {
    return (X509Certificate) certificate.keyStore().getCertificate("privity");
  }

  @Test
  public void aCertificateForLocalhostIsMadeOnce() throws Exception {
    Instant now = Instant.now();
    FileCertificate made = at(now);
    X509Certificate certificate = certificate(made);
    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity();
    assertEquals("CN=localhost", certificate.getSubjectX500Principal().getName());
    ECPublicKey key = (ECPublicKey) certificate.getPublicKey();
    assertEquals(256, key.getParams().getCurve().getField().getFieldSize());
    List<String> names =
        certificate.getSubjectAlternativeNames().stream().map(n -> n.get(1).toString()).toList();
    assertEquals(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"), names);
    assertTrue(made.keyStore().getKey("privity", made.password()) != null);
    for (String name : List.of("privity.p12", "privity.crt", "password")) {
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name))));
    }
    try (FileInputStream pem = new FileInputStream(file("privity.crt").toFile())) {
      assertEquals(certificate, CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    assertEquals(certificate, certificate(at(now.plus(Duration.ofDays(300)))));
    assertArrayEquals(made.password(), at(now).password());
  }

  @Test
  public void itIsRenewedBeforeItExpires() throws Exception {
    Instant now = Instant.now();
    X509Certificate first = certificate(at(now));
    X509Certificate second = certificate(at(now.plus(Duration.ofDays(380))));
    assertTrue(second.getNotAfter().after(first.getNotAfter()));
    Files.delete(file("privity.crt"));
    assertEquals(second, certificate(at(now.plus(Duration.ofDays(381)))));
    assertTrue(Files.exists(file("privity.crt")));
  }

  @Test
  public void theOperatorsOwn() throws Exception {
    X509Certificate present = certificate(at(Instant.now()));
    Map<String, Object> own =
        Map.of(
            "data",
            folder.getRoot() + "/elsewhere",
            "tlsKeystore",
            file("privity.p12").toString(),
            "tlsPasswordFile",
            file("password").toString());
    assertEquals(present, certificate(new FileCertificate(settings(own))));
    assertTrue(Files.notExists(folder.getRoot().toPath().resolve("elsewhere")));
    Files.setPosixFilePermissions(file("password"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(IOException.class, () -> new FileCertificate(settings(own)));
    Map<String, Object> half = Map.of("data", "x", "tlsKeystore", file("privity.p12").toString());
    assertThrows(IOException.class, () -> new FileCertificate(settings(half)));
    assertThrows(IOException.class, () -> new FileCertificate(settings(Map.of("data", ""))));
  }
}
