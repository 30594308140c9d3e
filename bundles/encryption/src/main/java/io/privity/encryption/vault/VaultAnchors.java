// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.Anchors;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The anchors of the audit logs, and beside them, in the same journal and the same sync, how many
 * entries each erasure ledger has: a ledger that was cut short after that is found out. As it is
 * read before the journal is written, this is never ahead of a ledger.
 */
final class VaultAnchors implements Anchors {
  private static final String ERASURES = "erasures/";

  private final AnchorJournal journal;
  private final ErasureLedgers ledgers;
  private final Map<UUID, Long> anchored = new HashMap<>();

  /**
   * @param journal which is open
   */
  VaultAnchors(AnchorJournal journal, ErasureLedgers ledgers) {
    this.journal = journal;
    this.ledgers = ledgers;
    journal
        .load()
        .forEach(
            (origin, anchor) -> {
              if (origin.startsWith(ERASURES)) {
                UUID tenant = UUID.fromString(origin.substring(ERASURES.length()));
                anchored.put(tenant, ByteBuffer.wrap(anchor).getLong());
              }
            });
  }

  /** How many entries the ledgers have for certain. */
  synchronized Map<UUID, Long> erasures() {
    return Map.copyOf(anchored);
  }

  @Override
  public Map<String, byte[]> load() {
    Map<String, byte[]> logs = journal.load();
    logs.keySet().removeIf(origin -> origin.startsWith(ERASURES));
    return logs;
  }

  @Override
  public synchronized void store(Map<String, byte[]> logs) {
    Map<String, byte[]> all = new HashMap<>(logs);
    Map<UUID, Long> counts = ledgers.counts();
    counts.entrySet().removeIf(count -> count.getValue().equals(anchored.get(count.getKey())));
    counts.forEach(
        (tenant, count) ->
            all.put(ERASURES + tenant, ByteBuffer.allocate(Long.BYTES).putLong(count).array()));
    journal.store(all);
    anchored.putAll(counts);
  }
}
