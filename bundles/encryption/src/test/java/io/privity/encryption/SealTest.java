// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.encryption.EncryptionException;
import io.privity.encryption.subject.OpenKeys;
import io.privity.encryption.vault.FileDisk;
import io.privity.encryption.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The first start, and every start after it, on the machine's own file system. */
public class SealTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<Seal> started = new ArrayList<>();
  private Path data;
  private Path passphrase;
  private Vault opened;

  @Before
  public void places() {
    data = folder.getRoot().toPath().resolve("data");
    passphrase = data.resolve("passphrase");
  }

  @After
  public void stop() throws IOException {
    for (Seal seal : started) {
      seal.close();
    }
  }

  private Seal start(Path passphraseFile, Path... copies) {
    boolean own = passphraseFile == null;
    Places places =
        new Places(
            data, data.resolve("vault"), List.of(copies), own ? passphrase : passphraseFile, own);
    opened = null;
    Seal seal = new Seal(places, new FileDisk(), Story.CHEAP, vault -> opened = vault);
    started.add(seal);
    seal.start();
    return seal;
  }

  private Path write(String name, String text, String mode) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  private static void assertSealed(Seal seal, String reason) {
    assertTrue(seal.status().sealed());
    assertTrue(seal.status().reason(), seal.status().reason().contains(reason));
  }

  private Map<String, String> bytes(Path root) throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        String content =
            Files.isRegularFile(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "";
        bytes.put(file.toString(), Files.getLastModifiedTime(file) + content);
      }
    }
    return bytes;
  }

  @Test
  public void theFirstStartMakesAPassphraseAndTheNextFindsIt() throws IOException {
    Seal first = start(null);
    assertFalse(first.status().reason(), first.status().sealed());
    assertTrue(first.status().passphraseBesideData());
    assertEquals(1, first.status().generation());
    assertEquals("rw-------", mode(passphrase));
    assertEquals(43, Files.readString(passphrase).strip().length());
    byte[] login = new LookupHash(opened.keys()).of("login", new byte[1]);
    first.close();
    assertEquals(2, start(null).status().generation());
    assertArrayEquals(login, new LookupHash(opened.keys()).of("login", new byte[1]));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  public void everyFileIsForTheOwnerAlone() throws IOException {
    Seal seal = start(null);
    opened.tenant(Story.TENANT).createKey(1);
    seal.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        String expected = Files.isDirectory(file) ? "rwx------" : "rw-------";
        assertEquals(file.toString(), expected, mode(file));
      }
    }
  }

  @Test
  public void aWrongPassphraseTouchesNothing() throws IOException {
    Seal seal = start(write("right", "a long passphrase\n", "rw-------"));
    opened.tenant(Story.TENANT).createKey(1);
    seal.close();
    Map<String, String> before = bytes(data);
    Seal wrong = start(write("wrong", "another passphrase\n", "rw-------"));
    assertSealed(wrong, "not the one");
    assertNull(opened);
    char[] alsoWrong = "a third passphrase".toCharArray();
    EncryptionException refused =
        assertThrows(EncryptionException.class, () -> wrong.unseal(alsoWrong));
    assertEquals(EncryptionException.WRONG_PASSPHRASE, refused.code());
    assertArrayEquals(new char[alsoWrong.length], alsoWrong);
    assertEquals(before, bytes(data));
    wrong.unseal("a long passphrase".toCharArray());
    assertFalse(wrong.status().sealed());
    assertEquals(1, wrong.status().tenants());
    assertFalse(wrong.status().passphraseBesideData());
    wrong.unseal("whatever".toCharArray()); // does nothing when it is open already
  }

  @Test
  public void aStoreWithoutItsPassphraseFileStaysSealed() throws IOException {
    start(null).close();
    byte[] secret = Files.readAllBytes(passphrase);
    Files.delete(passphrase);
    Seal seal = start(null);
    assertSealed(seal, "missing");
    assertFalse(Files.exists(passphrase));
    seal.unseal(new String(secret).strip().toCharArray());
    assertFalse(seal.status().sealed());
  }

  @Test
  public void aPassphraseThatOthersCanReadIsNotTaken() throws IOException {
    assertSealed(start(write("open", "a long passphrase", "rw-r-----")), "0600");
    assertSealed(start(write("empty", "\n", "rw-------")), "empty");
    assertSealed(start(write("short", "short", "rw-------")), "shorter");
    assertSealed(start(folder.getRoot().toPath().resolve("none")), "missing");
    assertFalse(Files.exists(data.resolve("vault")));
  }

  @Test
  public void aLostVaultIsNeverMadeAnew() throws IOException {
    Path copy = folder.getRoot().toPath().resolve("copy");
    start(null, copy).close();
    Files.delete(data.resolve("vault/vault"));
    assertSealed(start(null, copy), "copy");
    Files.delete(copy.resolve("vault"));
    Files.createDirectories(data.resolve("db/seg0"));
    assertSealed(start(null, copy), "store");
    assertThrows(EncryptionException.class, () -> start(null).unseal("guess".toCharArray()));
    assertFalse(Files.exists(data.resolve("vault/vault")));
  }

  @Test
  public void onlyOneHasItOpen() {
    Seal first = start(null);
    assertSealed(start(null), "another process");
    assertFalse(first.status().sealed());
  }

  @Test
  public void aForeignCopyIsRefused() throws IOException {
    Path copy = folder.getRoot().toPath().resolve("copy");
    start(null).close();
    Vault.create(new FileDisk(), List.of(copy), Story.PASSPHRASE, Story.CHEAP).close();
    Map<String, String> before = bytes(copy);
    assertSealed(start(null, copy), "another vault");
    assertEquals(before, bytes(copy));
  }

  @Test
  public void aVaultThatWasRolledBackTakesWhatItsCopyHas() throws IOException {
    Path copy = folder.getRoot().toPath().resolve("copy");
    Seal seal = start(null, copy);
    SubjectKeyring keyring = keyring();
    keyring.createTenant(Story.TENANT);
    long leaf = keyring.newSubject(Story.CALLER);
    seal.close();
    Path old = folder.getRoot().toPath().resolve("old");
    copyTree(data.resolve("vault"), old);
    seal = start(null, copy);
    keyring = keyring();
    long later = keyring.newSubject(Story.CALLER);
    byte[] sealed = keyring.seal(Story.CALLER, Story.name(later), new byte[1]);
    keyring.puncture(Story.CALLER, leaf);
    seal.close();
    copyTree(old, data.resolve("vault"));
    assertFalse(start(null, copy).status().sealed());
    keyring = keyring();
    assertTrue(keyring.isPunctured(Story.TENANT, leaf));
    assertArrayEquals(new byte[1], keyring.open(Story.CALLER, Story.name(later), sealed));
    assertTrue(keyring.newSubject(Story.CALLER) >= 65_536);
  }

  private SubjectKeyring keyring() {
    return new SubjectKeyring(opened, new OpenKeys(10), new Alarm());
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.deleteIfExists(target);
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  public void aDamagedHeaderIsNotAWrongPassphrase() throws IOException {
    start(null).close();
    Path header = data.resolve("vault/vault");
    byte[] bytes = Files.readAllBytes(header);
    for (int i = 0; i < bytes.length; i += 7) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      Files.write(header, damaged);
      assertSealed(start(null), "damaged");
    }
  }

  @Test
  public void anErasureLedgerThatWasCutShortKeepsItSealed() throws IOException {
    Seal seal = start(null);
    keyring().createTenant(Story.TENANT);
    opened.ledger().append(Story.TENANT, "subject-1", 1, "request");
    byte[] shorter = Files.readAllBytes(ledger());
    opened.ledger().append(Story.TENANT, "subject-2", 2, "request");
    byte[] whole = Files.readAllBytes(ledger());
    opened.anchors().store(Map.of());
    seal.close();
    Files.write(ledger(), shorter);
    assertSealed(start(null), "erasure ledger");
    assertNull(opened);
    Files.write(ledger(), whole);
    assertFalse(start(null).status().sealed());
    assertTrue(opened.ledger().isErased(Story.TENANT, "subject-2"));
  }

  private Path ledger() {
    return data.resolve("vault/tenants/" + Story.TENANT + "/erasures");
  }

  @Test
  public void health() throws IOException {
    Seal seal = start(null);
    Alarm alarm = new Alarm();
    KeyringHealth health = new KeyringHealth(seal, alarm, List.of(data.resolve("vault")));
    assertEquals("{seal=OK, passphrase=WARN, integrity=OK, vault=OK}", statuses(health));
    alarm.raise(Story.TENANT);
    seal.close();
    Files.delete(passphrase);
    assertEquals("{seal=CRITICAL, passphrase=OK, integrity=CRITICAL, vault=OK}", statuses(health));
  }

  private static String statuses(KeyringHealth health) {
    Map<String, String> statuses = new LinkedHashMap<>();
    health.checks().forEach((name, check) -> statuses.put(name, "" + check.execute().getStatus()));
    return statuses.toString();
  }
}
