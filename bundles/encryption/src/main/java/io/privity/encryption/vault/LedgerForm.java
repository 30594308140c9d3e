// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.ErasureLedger.Entry;
import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.cipher.Hmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bytes of a tenant's erasure ledger: a mark, then records of one length. A record is its
 * number, the time, keyed hashes of subject and request, the sealed leaf, and the head: an HMAC
 * over the head before it and all of that. Every key is the tenant's own, so no record of one
 * tenant is one of another.
 */
final class LedgerForm {
  static final String NAME = "erasures";
  static final int RECORD = 2 * Long.BYTES + 3 * Hmac.LENGTH + Long.BYTES + Gcm.OVERHEAD;

  private static final byte[] MARK = "PRIVITY-ERASURES-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = RECORD - Hmac.LENGTH;
  private static final int SUBJECT = 2 * Long.BYTES;
  private static final int LEAF = SUBJECT + 2 * Hmac.LENGTH;

  private final byte[] place;
  private final VaultKeys keys;
  private final Gcm gcm;
  private final Hmac hmac;

  LedgerForm(UUID tenant, VaultKeys keys, Gcm gcm, Hmac hmac) {
    this.place = VaultKeys.place(tenant);
    this.keys = keys;
    this.gcm = gcm;
    this.hmac = hmac;
  }

  /**
   * A ledger as far as it is sound.
   *
   * @param bytes without what a cut left at the end
   */
  record Reading(byte[] bytes, int count, byte[] head) {

    /** True when this and the other are one ledger, of which one may lack records. */
    boolean agrees(Reading other) {
      // the last record of either may be one that was never acknowledged
      int sure = length(Math.max(0, Math.min(count, other.count) - 1));
      return Arrays.equals(bytes, 0, sure, other.bytes, 0, sure);
    }
  }

  Reading empty() {
    return new Reading(MARK, 0, hashed("chain", MARK));
  }

  static int length(int count) {
    return MARK.length + count * RECORD;
  }

  /** A subject as the index knows it: half of its hash. */
  UUID subject(String subject) {
    return half(ByteBuffer.wrap(hashed("subject", subject)));
  }

  static UUID subject(Reading ledger, int sequence) {
    return half(ByteBuffer.wrap(ledger.bytes, length(sequence - 1) + SUBJECT, Hmac.LENGTH));
  }

  private static UUID half(ByteBuffer hash) {
    return new UUID(hash.getLong(), hash.getLong());
  }

  private byte[] hashed(String use, String text) {
    return hashed(use, text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] hashed(String use, byte[] bytes) {
    byte[] key = keys.forLedger(use, place);
    try {
      return hmac.of(key, bytes);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * A record.
   *
   * @param previous the head before it
   */
  byte[] record(
      int sequence, byte[] previous, Instant time, String subject, long leaf, String request) {
    byte[] plain = ByteBuffer.allocate(Long.BYTES).putLong(leaf).array();
    byte[] record =
        ByteBuffer.allocate(RECORD)
            .putLong(sequence)
            .putLong(time.toEpochMilli())
            .put(hashed("subject", subject))
            .put(hashed("request", request))
            .put(gcm.seal(leafKey(), place, plain))
            .array();
    byte[] chain = keys.forLedger("chain", place);
    byte[] head = hmac.of(chain, previous, Arrays.copyOf(record, HEAD));
    Arrays.fill(chain, (byte) 0);
    System.arraycopy(head, 0, record, HEAD, Hmac.LENGTH);
    return record;
  }

  private SecretKey leafKey() {
    byte[] key = keys.forLedger("leaf", place);
    SecretKey leafKey = new SecretKeySpec(key, "AES");
    Arrays.fill(key, (byte) 0);
    return leafKey;
  }

  /**
   * Reads a ledger. One record at the end that is not sound was left by a cut, and is left out: it
   * was never acknowledged.
   *
   * @return null when more than that is not what was written
   */
  Reading read(byte[] file) {
    if (!Arrays.equals(MARK, Arrays.copyOf(file, MARK.length))) {
      return null;
    }
    byte[] chain = keys.forLedger("chain", place);
    byte[] head = empty().head;
    int count = 0;
    for (boolean sound = true; sound && file.length >= length(count + 1); ) {
      ByteBuffer record = ByteBuffer.wrap(file, length(count), RECORD);
      byte[] clear = new byte[HEAD];
      byte[] itsHead = new byte[Hmac.LENGTH];
      record.get(clear).get(itsHead);
      sound =
          record.getLong(length(count)) == count + 1
              && MessageDigest.isEqual(hmac.of(chain, head, clear), itsHead);
      if (sound) {
        head = itsHead;
        count++;
      }
    }
    Arrays.fill(chain, (byte) 0);
    return file.length > length(count + 1)
        ? null
        : new Reading(Arrays.copyOf(file, length(count)), count, head);
  }

  /**
   * @param sequence of an entry of this ledger
   */
  Entry entry(Reading ledger, int sequence) {
    int start = length(sequence - 1);
    byte[] sealed = Arrays.copyOfRange(ledger.bytes, start + LEAF, start + HEAD);
    ByteBuffer record = ByteBuffer.wrap(ledger.bytes, start, RECORD);
    try {
      long leaf = ByteBuffer.wrap(gcm.open(leafKey(), place, sealed)).getLong();
      return new Entry(
          record.getLong(),
          Instant.ofEpochMilli(record.getLong()),
          leaf,
          hex(Arrays.copyOfRange(ledger.bytes, start + HEAD, start + RECORD)));
    } catch (AEADBadTagException e) {
      throw new IllegalStateException("the chain vouched for a record that does not open", e);
    }
  }

  static String hex(byte[] head) {
    return HexFormat.of().formatHex(head);
  }
}
