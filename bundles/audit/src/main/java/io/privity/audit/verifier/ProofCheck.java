// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.Origin;
import io.privity.audit.merkle.Proofs;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.merkle.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the proofs that the API gives. Answers what is wrong, or nothing. */
final class ProofCheck {
  private final VerifierKey key;

  ProofCheck(VerifierKey key) {
    this.key = key;
  }

  /** What {@code GET /audit/proofs/inclusion} answered. */
  Optional<String> inclusion(String json) {
    Map<String, Object> proof = FlatJson.read(json);
    byte[] note = text(proof, "checkpoint").getBytes(StandardCharsets.UTF_8);
    Checkpoint checkpoint = Checkpoint.parse(note);
    byte[] leaf = new TreeHasher().leaf(text(proof, "entry").getBytes(StandardCharsets.UTF_8));
    if (!isSigned(checkpoint, note)) {
      return Optional.of("The proof's checkpoint does not have the key's good signature.");
    }
    if (!Arrays.equals(leaf, HexFormat.of().parseHex(text(proof, "leafHash")))) {
      return Optional.of("The entry was changed: its hash is not the proof's.");
    }
    boolean good =
        number(proof, "size") == checkpoint.size()
            && Proofs.included(
                leaf,
                number(proof, "position"),
                checkpoint.size(),
                hashes(proof),
                checkpoint.root());
    return good ? Optional.empty() : Optional.of("The entry is not in the signed log.");
  }

  /** What {@code GET /audit/proofs/consistency} answered, for two saved checkpoints. */
  Optional<String> consistency(String json, byte[] earlier, byte[] later) {
    Map<String, Object> proof = FlatJson.read(json);
    Checkpoint from = Checkpoint.parse(earlier);
    Checkpoint to = Checkpoint.parse(later);
    if (!isSigned(from, earlier) || !isSigned(to, later) || !from.origin().equals(to.origin())) {
      return Optional.of("A checkpoint does not have the key's good signature, or another log's.");
    }
    if (number(proof, "from") != from.size() || number(proof, "to") != to.size()) {
      return Optional.of("The proof is not for the sizes of these checkpoints.");
    }
    boolean good = Proofs.consistent(from.size(), from.root(), to.size(), to.root(), hashes(proof));
    return good
        ? Optional.empty()
        : Optional.of("The later log does not extend the earlier one: it was forked.");
  }

  private boolean isSigned(Checkpoint checkpoint, byte[] note) {
    Origin origin = Origin.parse(checkpoint.origin());
    return origin.sameLog(Origin.parse(key.name()))
        && checkpoint.isSigned(note, new VerifierKey(origin.toString(), key.publicKey()));
  }

  private static String text(Map<String, Object> proof, String name) {
    if (proof.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the proof has no " + name);
  }

  private static long number(Map<String, Object> proof, String name) {
    if (proof.get(name) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("the proof has no " + name);
  }

  private static List<byte[]> hashes(Map<String, Object> proof) {
    if (proof.get("hashes") instanceof List<?> hashes) {
      return hashes.stream().map(hash -> HexFormat.of().parseHex(hash.toString())).toList();
    }
    throw new IllegalArgumentException("the proof has no hashes");
  }
}
