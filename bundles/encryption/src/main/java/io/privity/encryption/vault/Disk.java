// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The few things the vault asks of a file system, so that a test can cut the power between any two
 * of them. Files and directories are made for their owner alone.
 */
public interface Disk {
  /** The names in a directory, sorted; none when it is not there. */
  List<String> list(Path directory) throws IOException;

  boolean exists(Path path) throws IOException;

  /** A file's bytes, or null when it is not there. */
  byte[] read(Path file) throws IOException;

  /** Makes a directory when it is not there, with those above it, each entry synced. */
  void createDirectories(Path directory) throws IOException;

  /** Writes a new file, or all of an existing one, and syncs its bytes (not its entry). */
  void create(Path file, byte[] content) throws IOException;

  /** Adds bytes to a file that is there, and syncs them. */
  void append(Path file, byte[] content) throws IOException;

  /** Writes noise over all bytes of a file, where they lie, and syncs it. */
  void overwrite(Path file) throws IOException;

  /** Gives a file a second name. */
  void link(Path file, Path secondName) throws IOException;

  /** True when both names are of one file. */
  boolean isSameFile(Path one, Path other) throws IOException;

  /** Renames a file, in place of any that has the name. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** Syncs a directory's entries. */
  void syncDirectory(Path directory) throws IOException;

  /**
   * Locks a file, made when it is not there, against every other process and every other caller.
   *
   * @return what unlocks it; null when it is locked already
   */
  Closeable lock(Path file) throws IOException;
}
