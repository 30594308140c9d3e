// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.tls;

import io.privity.api.encryption.ServerCertificate;
import io.privity.encryption.SecretFile;
import io.privity.encryption.Settings;
import io.privity.encryption.cipher.Utf8;
import io.privity.encryption.vault.Disk;
import io.privity.encryption.vault.FileDisk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate out of a PKCS#12 file: the operator's, or one in the data directory that
 * is made at the first start and again when it is about to expire. Needs no vault.
 */
@Component(configurationPid = Settings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class FileCertificate implements ServerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(FileCertificate.class);
  private static final Duration NEAR = Duration.ofDays(30);

  private final byte[] store;
  private final char[] password;

  @Activate
  public FileCertificate(Settings settings) throws IOException {
    this(settings, Clock.systemUTC());
  }

  FileCertificate(Settings settings, Clock clock) throws IOException {
    String named = settings.tlsKeystore().strip();
    if (!named.isEmpty()) {
      if (settings.tlsPasswordFile().isBlank()) {
        throw new IOException("a keystore is named (tlsKeystore), but no tlsPasswordFile");
      }
      password = secret(Path.of(settings.tlsPasswordFile().strip()));
      store = Files.readAllBytes(Path.of(named));
      X509Certificate certificate = certificate(store);
      if (expires(certificate, clock.instant())) {
        LOG.warn("The server's certificate expires at {}", certificate.getNotAfter().toInstant());
      }
    } else if (settings.data().isBlank()) {
      throw new IOException("the setting 'data' is required");
    } else {
      Path directory = Path.of(settings.data().strip()).toAbsolutePath().resolve("tls");
      Disk disk = new FileDisk();
      Path passwordFile = directory.resolve("password");
      if (!disk.exists(passwordFile)) {
        SecretFile.create(disk, passwordFile);
      }
      password = secret(passwordFile);
      store = own(disk, directory, clock.instant());
    }
  }

  private static char[] secret(Path file) throws IOException {
    try {
      byte[] bytes = SecretFile.read(file);
      char[] secret = Utf8.chars(bytes);
      Arrays.fill(bytes, (byte) 0);
      return secret;
    } catch (SecretFile.UnusableException e) {
      throw new IOException("the password file " + file + " can't be used: " + e.getMessage(), e);
    }
  }

  private byte[] own(Disk disk, Path directory, Instant now) throws IOException {
    Path file = directory.resolve("privity.p12");
    Path trusted = directory.resolve("privity.crt");
    byte[] bytes = disk.read(file);
    X509Certificate certificate = bytes == null ? null : certificate(bytes);
    if (certificate == null || expires(certificate, now)) {
      SelfSigned made = SelfSigned.make(now, password);
      certificate = made.certificate();
      bytes = made.keyStore();
      replace(disk, file, bytes);
      LOG.info("A self-signed certificate for localhost was made: clients may trust {}", trusted);
    }
    byte[] pem = pem(certificate);
    if (!Arrays.equals(pem, disk.read(trusted))) {
      replace(disk, trusted, pem);
    }
    return bytes;
  }

  private static boolean expires(X509Certificate certificate, Instant now) {
    return certificate.getNotAfter().toInstant().isBefore(now.plus(NEAR));
  }

  /** The certificate in PEM (RFC 7468). */
  private static byte[] pem(X509Certificate certificate) throws IOException {
    try {
      Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
      String body = lines.encodeToString(certificate.getEncoded());
      return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (CertificateEncodingException e) {
      throw new IOException("a certificate could not be encoded", e);
    }
  }

  private static void replace(Disk disk, Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    disk.create(fresh, content);
    disk.rename(fresh, file);
    disk.syncDirectory(file.getParent());
  }

  private X509Certificate certificate(byte[] bytes) throws IOException {
    try {
      KeyStore opened = open(bytes);
      for (String alias : Collections.list(opened.aliases())) {
        if (opened.isKeyEntry(alias)
            && opened.getCertificate(alias) instanceof X509Certificate certificate) {
          return certificate;
        }
      }
      throw new IOException("the keystore holds no key with a certificate");
    } catch (GeneralSecurityException e) {
      throw new IOException("the keystore can't be read", e);
    }
  }

  private KeyStore open(byte[] bytes) throws IOException, GeneralSecurityException {
    KeyStore opened = KeyStore.getInstance("PKCS12");
    opened.load(new ByteArrayInputStream(bytes), password);
    return opened;
  }

  @Override
  public KeyStore keyStore() {
    try {
      return open(store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the keystore can't be read any more", e);
    }
  }

  @Override
  public char[] password() {
    return password.clone();
  }
}
