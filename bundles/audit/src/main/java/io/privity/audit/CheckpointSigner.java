// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.encryption.Signer;
import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.Origin;
import io.privity.audit.merkle.TreeHasher;
import io.privity.audit.merkle.VerifierKey;
import io.privity.audit.store.Head;
import io.privity.audit.store.LogName;

/** Signs the heads of this server's logs. Thread-safe. */
final class CheckpointSigner {
  private final Signer signer;
  private final String server;

  CheckpointSigner(Signer signer, String server) {
    this.signer = signer;
    this.server = server;
  }

  Origin origin(String tenant, int epoch) {
    return new Origin(server, LogName.shown(tenant), epoch);
  }

  VerifierKey key(Origin origin) {
    return new VerifierKey(origin.toString(), signer.publicKey());
  }

  /** The signed note of a tree head. */
  byte[] sign(Origin origin, long size, byte[] root) {
    return new Checkpoint(origin.toString(), size, root).sign(key(origin), signer::sign);
  }

  /** True when the head is as this server signed it. */
  boolean hasSigned(Head head) {
    Origin origin = origin(head.tenant(), head.epoch());
    Checkpoint stored = head.checkpoint();
    return stored.origin().equals(origin.toString())
        && stored.size() == head.size()
        && stored.isSigned(head.note(), key(origin));
  }

  /** The signed note of a log that has no entry yet. */
  byte[] signEmpty(String tenant) {
    return sign(origin(tenant, 1), 0, new TreeHasher().empty());
  }
}
