// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The newest checkpoint of each audit log, kept in the vault, outside the database and its backups.
 * A database that is behind its anchor was rolled back.
 */
@ProviderType
public interface Anchors {
  /** All anchors by the log's origin. */
  Map<String, byte[]> load();

  /**
   * Replaces the anchors of these origins. Durable when this returns, in one disk sync for all of
   * them.
   */
  void store(Map<String, byte[]> anchors);
}
