// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.derby;

import io.privity.persistence.StoreRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Derby engine of this process: its settings, and its end. */
final class DerbyEngine {
  private static final Logger LOG = LoggerFactory.getLogger(DerbyEngine.class);
  private static final int PAGE_SIZE = 8192;

  private DerbyEngine() {}

  /**
   * Sets up the engine, which reads system properties alone.
   *
   * @throws StoreRefusedException when a setting would make commits that a crash can lose
   */
  static void prepare(Path home, int cacheMebibytes) {
    if (System.getProperty("derby.system.durability") != null) {
      throw new StoreRefusedException("derby.system.durability is set: commits could be lost");
    }
    if (Files.exists(home.resolve("derby.properties"))) {
      throw new StoreRefusedException("A file derby.properties lies beside the store; remove it");
    }
    int pages = Math.max(40, cacheMebibytes * 1024 * 1024 / PAGE_SIZE);
    // These would win over the sink, and with them Derby writes pages, decrypted, to a file.
    System.clearProperty("derby.stream.error.style");
    System.clearProperty("derby.stream.error.file");
    settings(home, pages).forEach(System::setProperty);
  }

  private static Map<String, String> settings(Path home, int pages) {
    return Map.ofEntries(
        Map.entry("derby.system.home", home.toString()),
        Map.entry("derby.stream.error.method", ErrorSink.class.getName() + ".stream"),
        Map.entry("derby.storage.useDefaultFilePermissions", "false"),
        // One size for all tables bounds the cache, which counts pages; Derby alone would choose 32
        // KiB for tables with long columns, and decrypt all of that for one row.
        Map.entry("derby.storage.pageSize", String.valueOf(PAGE_SIZE)),
        Map.entry("derby.storage.pageCacheSize", String.valueOf(pages)),
        Map.entry("derby.language.statementCache.size", "300"),
        // The pages of entries that wait for their place change all the time: at Derby's own 10 MiB
        // of log, each checkpoint writes and encrypts them anew every other second. It bounds what
        // a restart has to go through again, too.
        Map.entry("derby.storage.checkpointInterval", String.valueOf(64 << 20)),
        // One tenant's bulk import must not lock the table of all tenants.
        Map.entry("derby.locks.escalationThreshold", "1000000"),
        Map.entry("derby.locks.deadlockTimeout", "2"),
        Map.entry("derby.locks.waitTimeout", "15"));
  }

  /** Ends the engine, in such a way that it can be started again in this process. */
  static void stop() {
    EmbeddedDataSource engine = new EmbeddedDataSource();
    engine.setDatabaseName("");
    engine.setShutdownDatabase("shutdown");
    try {
      engine.getConnection().close();
    } catch (SQLException e) {
      // XJ015 says that it has ended
      if (!"XJ015".equals(e.getSQLState())) {
        LOG.warn("Derby did not end: {}", e.getSQLState());
      }
    }
  }
}
