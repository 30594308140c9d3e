// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.encryption.EncryptionException;
import io.privity.encryption.subject.OpenKeys;
import io.privity.encryption.vault.MemoryDisk;
import io.privity.encryption.vault.Vault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

public class ConcurrentPunctureTest {
  private static final int READERS = 3;

  /** Whoever opens while a puncture runs must not bring the key back into the cache. */
  @Test
  public void aPuncturedKeyDoesNotComeBack() throws Exception {
    Vault vault =
        Vault.create(new MemoryDisk(), List.of(Story.ROOT), Story.PASSPHRASE, Story.CHEAP);
    // room for so few that most openings derive
    SubjectKeyring keyring = new SubjectKeyring(vault, new OpenKeys(2), new Alarm());
    keyring.createTenant(Story.TENANT);
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    try {
      for (int round = 0; round < 60; round++) {
        long leaf = keyring.newSubject(Story.CALLER);
        byte[] sealed = keyring.seal(Story.CALLER, Story.name(leaf), new byte[1]);
        AtomicBoolean punctured = new AtomicBoolean();
        CyclicBarrier start = new CyclicBarrier(READERS + 1);
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
          readers.add(
              threads.submit(
                  () -> {
                    start.await();
                    readUntilErased(keyring, leaf, sealed, punctured);
                    return null;
                  }));
        }
        start.await();
        keyring.puncture(Story.CALLER, leaf);
        punctured.set(true);
        for (Future<?> reader : readers) {
          reader.get();
        }
        assertErased(keyring, leaf, sealed);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void readUntilErased(
      SubjectKeyring keyring, long leaf, byte[] sealed, AtomicBoolean punctured) {
    while (true) {
      boolean wasPunctured = punctured.get();
      try {
        keyring.open(Story.CALLER, Story.name(leaf), sealed);
        if (wasPunctured) {
          throw new AssertionError("opened after the puncture was acknowledged");
        }
      } catch (EncryptionException e) {
        assertEquals(EncryptionException.SUBJECT_ERASED, e.code());
        return;
      }
    }
  }

  private static void assertErased(SubjectKeyring keyring, long leaf, byte[] sealed) {
    EncryptionException refused =
        assertThrows(
            EncryptionException.class, () -> keyring.open(Story.CALLER, Story.name(leaf), sealed));
    assertEquals(EncryptionException.SUBJECT_ERASED, refused.code());
  }

  /** Threads that meet at a new tenant get one tree, and so never the same leaf. */
  @Test
  public void oneTreeForATenant() throws Exception {
    Vault vault =
        Vault.create(new MemoryDisk(), List.of(Story.ROOT), Story.PASSPHRASE, Story.CHEAP);
    SubjectKeyring keyring = new SubjectKeyring(vault, new OpenKeys(100), new Alarm());
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    Set<Long> leaves = ConcurrentHashMap.newKeySet();
    CyclicBarrier start = new CyclicBarrier(READERS);
    try {
      Set<Future<?>> all = new HashSet<>();
      for (int i = 0; i < READERS; i++) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  keyring.createTenant(Story.TENANT);
                  for (int j = 0; j < 500; j++) {
                    leaves.add(keyring.newSubject(Story.CALLER));
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(READERS * 500, leaves.size());
  }
}
