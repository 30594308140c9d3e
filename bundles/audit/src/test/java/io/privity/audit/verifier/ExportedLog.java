// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.GrowingRoot;
import io.privity.audit.merkle.Origin;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.merkle.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** An export as a server writes it, with a checkpoint behind each batch of entries. */
final class ExportedLog {
  private static final String ORIGIN = new Origin("server", "tenant", 1).toString();
  private static final KeyPair KEYS = newKeys();

  private final KeyPair keys;
  private final List<String> ids;
  private final List<String> lines = new ArrayList<>();
  private final int batch;
  private final VerifierKey key;

  ExportedLog(int size, int batch) {
    this(KEYS, ids(size, 0), batch);
  }

  private ExportedLog(KeyPair keys, List<String> ids, int batch) {
    this.keys = keys;
    this.ids = ids;
    this.batch = batch;
    byte[] encoded = keys.getPublic().getEncoded();
    key = new VerifierKey(ORIGIN, Arrays.copyOfRange(encoded, 12, 44));
    lines.add("privity-audit-log 1");
    lines.add("O " + ORIGIN);
    lines.add("K " + key);
    for (int i = 0; i < ids.size(); i++) {
      lines.add(entryLine(ids.get(i), "contacts.read"));
      if ((i + 1) % batch == 0 && i + 1 < ids.size()) {
        lines.add("C " + Base64.getEncoder().encodeToString(checkpoint(i + 1)));
      }
    }
    lines.add("C " + Base64.getEncoder().encodeToString(checkpoint(ids.size())));
    lines.add("Z " + ids.size());
  }

  static ExportedLog ofStranger(int size, int batch) {
    return new ExportedLog(newKeys(), ids(size, 0), batch);
  }

  /** The log of the same server that has another entry at that place. */
  ExportedLog forkedAt(int at) {
    List<String> other = new ArrayList<>(ids);
    other.set(at, ids(1, 0xffff).get(0));
    return new ExportedLog(keys, other, batch);
  }

  List<String> lines() {
    return new ArrayList<>(lines);
  }

  String id(int at) {
    return ids.get(at);
  }

  int batch() {
    return batch;
  }

  VerifierKey key() {
    return key;
  }

  int lineOf(int at) {
    return 3 + at + at / batch;
  }

  byte[] checkpoint(int size) {
    GrowingRoot tree = new GrowingRoot();
    TreeHasher hasher = new TreeHasher();
    for (String id : ids.subList(0, size)) {
      tree.append(hasher.leaf(entry(id, "contacts.read").getBytes(StandardCharsets.UTF_8)));
    }
    return new Checkpoint(ORIGIN, size, tree.root()).sign(key, this::sign);
  }

  static String entryLine(String id, String operation) {
    String entry = entry(id, operation);
    byte[] hash = new TreeHasher().leaf(entry.getBytes(StandardCharsets.UTF_8));
    return "E " + HexFormat.of().formatHex(hash) + " " + entry;
  }

  private static String entry(String id, String operation) {
    return "{\"id\":\"" + id + "\",\"operation\":\"" + operation + "\"}";
  }

  private static List<String> ids(int size, int mark) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ids.add(String.format("01900000-0000-7000-9000-%08x%04x", i, mark));
    }
    return ids;
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
