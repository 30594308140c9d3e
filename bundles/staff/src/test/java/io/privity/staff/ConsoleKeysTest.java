// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.staff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConsoleKeysTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private ConsoleKeys keys;

  @Before
  public void makeKeys() {
    keys = new ConsoleKeys(folder.getRoot().toPath().resolve("console"));
    keys.prepare();
  }

  @Test
  public void onlyTheOwnerCanReadThem() throws IOException {
    assertEquals("rw-------", permissions(keys.localKey()));
    assertEquals("rw-------", permissions(keys.publicKeys()));
    assertEquals("rwx------", permissions(keys.localKey().getParent()));
  }

  @Test
  public void thePublicKeyBelongsToThePrivateOne() throws Exception {
    String pem = Files.readString(keys.localKey()).replaceAll("-----[^-]+-----|\\s", "");
    RSAPrivateCrtKey key =
        (RSAPrivateCrtKey)
            KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    ByteBuffer ssh =
        ByteBuffer.wrap(
            Base64.getDecoder().decode(users().getProperty(ConsoleKeys.LOCAL).split(",")[0]));
    assertEquals("ssh-rsa", new String(part(ssh)));
    assertEquals(key.getPublicExponent(), new java.math.BigInteger(part(ssh)));
    assertEquals(key.getModulus(), new java.math.BigInteger(part(ssh)));
  }

  @Test
  public void aSecondStartChangesNothing() throws IOException {
    String before = Files.readString(keys.localKey()) + Files.readString(keys.publicKeys());
    keys.prepare();
    assertEquals(before, Files.readString(keys.localKey()) + Files.readString(keys.publicKeys()));
  }

  @Test
  public void aLostKeyIsMadeAnewAndStaffStay() throws IOException {
    String before = users().getProperty(ConsoleKeys.LOCAL);
    Files.writeString(
        keys.publicKeys(), Files.readString(keys.publicKeys()) + "alice = AAAA,_g_:admingroup\n");
    Files.delete(keys.localKey());
    keys.prepare();
    assertNotEquals(before, users().getProperty(ConsoleKeys.LOCAL));
    assertEquals("AAAA,_g_:admingroup", users().getProperty("alice"));
    assertTrue(users().getProperty("_g_:admingroup").contains("admin"));
  }

  private Properties users() throws IOException {
    Properties users = new Properties();
    try (var in = Files.newBufferedReader(keys.publicKeys())) {
      users.load(in);
    }
    return users;
  }

  private static byte[] part(ByteBuffer ssh) {
    byte[] part = new byte[ssh.getInt()];
    ssh.get(part);
    return part;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
