// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.ErasureLedger.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tenant's erasure ledger: a file that grows by one synced record an erasure, however long it
 * is. In memory are its head and, for each subject, where its latest entry is. Thread-safe.
 */
final class TenantLedger {
  private static final Logger LOG = LoggerFactory.getLogger(TenantLedger.class);

  private record Latest(int sequence, long leaf) {}

  private final VaultFiles files;
  private final LedgerForm form;
  private final String name;
  private final Map<UUID, Latest> latest = new HashMap<>();
  private volatile int count;
  private byte[] head;

  /** A ledger without entries, which has no file yet. */
  TenantLedger(VaultFiles files, LedgerForm form, UUID tenant) {
    this.files = files;
    this.form = form;
    this.name = TenantForm.TENANTS + '/' + tenant + '/' + LedgerForm.NAME;
    this.head = form.empty().head();
  }

  int count() {
    return count;
  }

  /**
   * Reads the copy that goes furthest, and brings all to it.
   *
   * @param atLeast how many entries it has for certain
   */
  synchronized void open(long atLeast) throws IOException {
    List<byte[]> copies = new ArrayList<>();
    List<LedgerForm.Reading> sound = new ArrayList<>();
    LedgerForm.Reading furthest = form.empty();
    for (Path root : files.roots()) {
      byte[] copy = files.disk().read(root.resolve(name));
      copies.add(copy);
      LedgerForm.Reading read = copy == null ? null : form.read(copy);
      if (read != null) {
        sound.add(read);
        furthest = read.count() > furthest.count() ? read : furthest;
      } else if (copy != null) {
        LOG.error("{} was changed: {}", root, name);
      }
    }
    boolean lost = sound.isEmpty() && copies.stream().anyMatch(copy -> copy != null);
    if (lost || furthest.count() < atLeast || !sound.stream().allMatch(furthest::agrees)) {
      LOG.error(
          "{} has {} sound entries of {} at least, or its copies differ",
          name,
          furthest.count(),
          atLeast);
      throw changed();
    }
    for (int i = 0; furthest.count() > 0 && i < copies.size(); i++) {
      if (!Arrays.equals(copies.get(i), furthest.bytes())) {
        files.replace(files.roots().get(i).resolve(name), furthest.bytes());
      }
    }
    for (int sequence = 1; sequence <= furthest.count(); sequence++) {
      long leaf = form.entry(furthest, sequence).leaf();
      latest.put(LedgerForm.subject(furthest, sequence), new Latest(sequence, leaf));
    }
    count = furthest.count();
    head = furthest.head();
  }

  private static EncryptionException changed() {
    return VaultProblem.unusable("an erasure ledger was changed, cut short, or is missing.");
  }

  synchronized Entry append(String subject, long leaf, String request) {
    UUID key = form.subject(subject);
    Latest known = latest.get(key);
    if (known != null && known.leaf() == leaf) {
      return form.entry(ledger(), known.sequence());
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    byte[] record = form.record(count + 1, head, now, subject, leaf, request);
    if (count > 0 && files.isSettled(name)) {
      files.append(name, record);
    } else {
      // the first, or after one that failed: what that left at the end goes
      byte[] present = ledger().bytes();
      files.replace(
          name,
          ByteBuffer.allocate(present.length + record.length).put(present).put(record).array());
    }
    head = Arrays.copyOfRange(record, record.length - head.length, record.length);
    count++;
    latest.put(key, new Latest(count, leaf));
    return new Entry(count, now, leaf, LedgerForm.hex(head));
  }

  /** What lies in the vault's own directory, as far as it is acknowledged. */
  private LedgerForm.Reading ledger() {
    if (count == 0) {
      return form.empty();
    }
    byte[] file = files.read(name);
    int length = LedgerForm.length(count);
    return file == null || file.length < length
        ? requireOurs(null)
        : requireOurs(form.read(Arrays.copyOf(file, length)));
  }

  private LedgerForm.Reading requireOurs(LedgerForm.Reading read) {
    if (read == null || read.count() != count || !Arrays.equals(read.head(), head)) {
      LOG.error("{} was changed", name);
      throw changed();
    }
    return read;
  }

  synchronized boolean isErased(String subject) {
    return latest.containsKey(form.subject(subject));
  }

  void forEach(Consumer<Entry> sink) {
    LedgerForm.Reading now;
    synchronized (this) {
      now = ledger();
    }
    for (int sequence = 1; sequence <= now.count(); sequence++) {
      sink.accept(form.entry(now, sequence));
    }
  }

  synchronized String head() {
    return LedgerForm.hex(head);
  }

  synchronized void verify() throws IOException {
    if (!files.isSettled(name)) {
      throw VaultProblem.unavailable(null); // until the next entry, or the next start
    }
    for (Path root : files.roots()) {
      byte[] copy = files.disk().read(root.resolve(name));
      if (count > 0 || copy != null) {
        requireOurs(copy == null ? null : form.read(copy));
      }
    }
  }
}
