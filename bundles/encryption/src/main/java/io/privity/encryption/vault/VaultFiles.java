// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.EncryptionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vault's files, in its own directory and in every copy of it. A change is complete when each
 * directory has the new bytes and has dropped the old ones.
 *
 * <p>A file is changed in these steps, so that a cut at any point leaves the old or the new file
 * whole: the new bytes go to {@code x.new} and are synced; the present file gets the second name
 * {@code x.old}; {@code x.new} is renamed to {@code x}; the directory is synced; {@code x.old} is
 * overwritten where it lies, and deleted.
 */
public final class VaultFiles {
  private static final Logger LOG = LoggerFactory.getLogger(VaultFiles.class);
  private static final String NEW = ".new";
  private static final String OLD = ".old";

  private final Disk disk;
  private final List<Path> roots;
  // Names whose latest change failed somewhere: what is on the disks is not known to be durable.
  private final Set<String> unsettled = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param roots the vault's own directory, then its copies
   */
  public VaultFiles(Disk disk, List<Path> roots) {
    this.disk = disk;
    this.roots = List.copyOf(roots);
  }

  public List<Path> roots() {
    return roots;
  }

  public Disk disk() {
    return disk;
  }

  /** The bytes in the vault's own directory, or null when there is no such file. */
  public byte[] read(String name) {
    try {
      return disk.read(roots.get(0).resolve(name));
    } catch (IOException e) {
      throw unavailable("read", name, e);
    }
  }

  public boolean exists(String name) {
    try {
      return disk.exists(roots.get(0).resolve(name));
    } catch (IOException e) {
      throw unavailable("read", name, e);
    }
  }

  public List<String> list(String directory) {
    try {
      return disk.list(roots.get(0).resolve(directory));
    } catch (IOException e) {
      throw unavailable("read", directory, e);
    }
  }

  /** True unless the latest change of the file failed in some directory. */
  public boolean isSettled(String name) {
    return !unsettled.contains(name);
  }

  public boolean areSettled() {
    return unsettled.isEmpty();
  }

  /**
   * Changes a file everywhere. Durable when this returns.
   *
   * @throws EncryptionException {@code vault-unavailable}: the file may have either content
   */
  public void replace(String name, byte[] content) {
    change(name, "write", root -> replace(root.resolve(name), content));
  }

  /**
   * Adds bytes to a file everywhere, with one sync each. Durable when this returns.
   *
   * @throws EncryptionException {@code vault-unavailable}: any part of the bytes may be there
   */
  public void append(String name, byte[] content) {
    change(name, "write", root -> disk.append(root.resolve(name), content));
  }

  /**
   * Overwrites and deletes a file everywhere. Durable when this returns.
   *
   * @throws EncryptionException {@code vault-unavailable}: the file may be there or gone
   */
  public void remove(String name) {
    change(name, "remove", root -> remove(root.resolve(name)));
  }

  /**
   * Overwrites and deletes all files of a directory but one, everywhere.
   *
   * @param kept the file that stays
   */
  public void shredAllBut(String directory, String kept) {
    change(directory, "shred", root -> shredAllBut(root.resolve(directory), kept));
  }

  /** What is done in one directory. */
  private interface Change {
    void in(Path root) throws IOException;
  }

  private void change(String name, String act, Change change) {
    requireOpen();
    unsettled.add(name);
    for (Path root : roots) {
      try {
        change.in(root);
      } catch (IOException e) {
        throw unavailable(act, name, e);
      }
    }
    unsettled.remove(name);
  }

  private void shredAllBut(Path directory, String kept) throws IOException {
    settleAll(directory);
    for (String name : disk.list(directory)) {
      if (!name.equals(kept)) {
        Path file = directory.resolve(name);
        disk.overwrite(file);
        disk.delete(file);
      }
    }
    disk.syncDirectory(directory);
  }

  /** Changes one file in one directory. */
  void replace(Path file, byte[] content) throws IOException {
    Path directory = file.getParent();
    disk.createDirectories(directory);
    settle(file);
    Path fresh = sibling(file, NEW);
    Path old = sibling(file, OLD);
    boolean replaces = disk.exists(file);
    disk.create(fresh, content);
    if (replaces) {
      disk.link(file, old);
    }
    disk.rename(fresh, file);
    disk.syncDirectory(directory);
    if (replaces) {
      disk.overwrite(old);
      disk.delete(old);
    }
  }

  /** A cut leaves the file whole, or only its {@code x.old}, which the next settling overwrites. */
  private void remove(Path file) throws IOException {
    settle(file);
    if (disk.exists(file)) {
      Path old = sibling(file, OLD);
      disk.rename(file, old);
      disk.syncDirectory(file.getParent());
      disk.overwrite(old);
      disk.delete(old);
    }
  }

  /** Finishes or takes back what a cut left undone in a directory. */
  void settleAll(Path directory) throws IOException {
    for (String name : disk.list(directory)) {
      if (name.endsWith(NEW) || name.endsWith(OLD)) {
        settle(directory.resolve(name.substring(0, name.length() - NEW.length())));
      }
    }
  }

  private void settle(Path file) throws IOException {
    Path old = sibling(file, OLD);
    if (disk.exists(old)) {
      // One file under both names: the rename never came, and its bytes are the live ones.
      if (!disk.exists(file) || !disk.isSameFile(file, old)) {
        disk.syncDirectory(file.getParent());
        disk.overwrite(old);
      }
      disk.delete(old);
    }
    Path fresh = sibling(file, NEW);
    if (disk.exists(fresh)) {
      disk.overwrite(fresh);
      disk.delete(fresh);
    }
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Refuses every further change. */
  void close() {
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw VaultProblem.sealed();
    }
  }

  private static EncryptionException unavailable(String act, String name, IOException cause) {
    LOG.error("The vault could not {} {}", act, name, cause);
    return VaultProblem.unavailable(cause);
  }
}
