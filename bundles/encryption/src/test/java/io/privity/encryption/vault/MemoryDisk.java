// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A disk that forgets what was not synced. Each change takes steps, and the power may go, or a
 * write may fail, at any of them.
 */
public final class MemoryDisk implements Disk {
  /** The power went: not an Exception, so that nothing of the vault catches it. */
  public static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** What is left after a cut. */
  public enum Cut {
    /** The process was killed: all that was written is there. */
    KILL,
    /** The power went, and nothing is there but what was synced. */
    POWER,
    /** The power went, and any of what was not synced is there too. */
    SOME
  }

  private static final class Inode {
    byte[] live = {};
    byte[] synced = {};
  }

  private record Pending(Path directory, Consumer<Map<Path, Inode>> change) {}

  private final TreeSet<Path> directories = new TreeSet<>();
  private final Map<Path, Inode> entries = new TreeMap<>();
  private final Map<Path, Inode> syncedEntries = new TreeMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private final List<Inode> all = new ArrayList<>();
  private long steps;
  private long cutAt = Long.MAX_VALUE;
  private long failAt = Long.MAX_VALUE;
  private boolean off;

  /** How many steps were taken. */
  public long steps() {
    return steps;
  }

  /** The power goes at that step. */
  public void cutAt(long step) {
    cutAt = step;
  }

  /** That step alone fails. */
  public void failAt(long step) {
    failAt = step;
  }

  private void step() throws IOException {
    steps++;
    if (off || steps >= cutAt) {
      off = true;
      throw new PowerCut();
    }
    if (steps == failAt) {
      throw new IOException("no space left on device");
    }
  }

  /** The disk as it is found after the cut. */
  public MemoryDisk after(Cut cut, Random random) {
    MemoryDisk found = new MemoryDisk();
    found.directories.addAll(directories);
    Map<Path, Inode> left = new TreeMap<>(cut == Cut.KILL ? entries : syncedEntries);
    if (cut == Cut.SOME) {
      int many = random.nextInt(pending.size() + 1);
      pending.subList(0, many).forEach(change -> change.change().accept(left));
    }
    Map<Inode, Inode> copies = new IdentityHashMap<>();
    left.forEach(
        (path, inode) -> {
          Inode copy = copies.computeIfAbsent(inode, unused -> new Inode());
          boolean live = cut == Cut.KILL || cut == Cut.SOME && random.nextBoolean();
          copy.live = live ? inode.live : inode.synced;
          copy.synced = copy.live;
          found.entries.put(path, copy);
          found.syncedEntries.put(path, copy);
        });
    found.all.addAll(copies.values());
    return found;
  }

  /** True when these bytes lie anywhere on the disk, be it in a file that has no name any more. */
  public boolean holds(byte[] bytes) {
    return all.stream()
        .anyMatch(inode -> Arrays.equals(inode.live, bytes) || Arrays.equals(inode.synced, bytes));
  }

  /** All names of files. */
  public List<Path> files() {
    return List.copyOf(entries.keySet());
  }

  /** Changes a byte of a file, behind the vault's back. */
  public void flip(Path file, int offset) {
    entries.get(file).live = entries.get(file).live.clone();
    entries.get(file).live[offset] ^= 1;
  }

  /** Puts a file there, behind the vault's back; null takes it away. */
  public void put(Path file, byte[] content) {
    entries.remove(file);
    if (content != null) {
      Inode inode = new Inode();
      inode.live = content;
      inode.synced = content;
      entries.put(file, inode);
    }
  }

  private Inode inode(Path file) throws IOException {
    Inode inode = entries.get(file);
    if (inode == null) {
      throw new NoSuchFileException(file.toString());
    }
    return inode;
  }

  private void change(Path directory, Consumer<Map<Path, Inode>> change) {
    change.accept(entries);
    pending.add(new Pending(directory, change));
  }

  private void write(Inode inode, byte[] content) throws IOException {
    step();
    inode.live = Arrays.copyOf(content, content.length / 2);
    step();
    inode.live = content.clone();
    step();
    inode.synced = inode.live;
  }

  @Override
  public List<String> list(Path directory) {
    TreeSet<String> names = new TreeSet<>();
    entries.keySet().stream()
        .filter(path -> path.getParent().equals(directory))
        .forEach(path -> names.add(path.getFileName().toString()));
    directories.stream()
        .filter(path -> directory.equals(path.getParent()))
        .forEach(path -> names.add(path.getFileName().toString()));
    return List.copyOf(names);
  }

  @Override
  public boolean exists(Path path) {
    return entries.containsKey(path) || directories.contains(path);
  }

  @Override
  public byte[] read(Path file) {
    Inode inode = entries.get(file);
    return inode == null ? null : inode.live.clone();
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    if (directory != null && !directories.contains(directory)) {
      createDirectories(directory.getParent());
      step();
      directories.add(directory);
    }
  }

  @Override
  public void create(Path file, byte[] content) throws IOException {
    step();
    Inode inode = entries.get(file);
    if (inode == null) {
      Inode made = new Inode();
      all.add(made);
      change(file.getParent(), map -> map.put(file, made));
      inode = made;
    }
    write(inode, content);
  }

  @Override
  public void append(Path file, byte[] content) throws IOException {
    Inode inode = inode(file);
    byte[] before = inode.live;
    step();
    inode.live = Arrays.copyOf(before, before.length + content.length / 2);
    System.arraycopy(content, 0, inode.live, before.length, content.length / 2);
    step();
    inode.live = Arrays.copyOf(before, before.length + content.length);
    System.arraycopy(content, 0, inode.live, before.length, content.length);
    step();
    inode.synced = inode.live;
  }

  @Override
  public void overwrite(Path file) throws IOException {
    Inode inode = inode(file);
    step();
    byte[] half = inode.live.clone();
    Arrays.fill(half, 0, half.length / 2, (byte) 0x5a);
    inode.live = half;
    step();
    Arrays.fill(half, (byte) 0x5a);
    step();
    inode.synced = inode.live;
  }

  @Override
  public void link(Path file, Path secondName) throws IOException {
    step();
    Inode inode = inode(file);
    if (entries.containsKey(secondName)) {
      throw new IOException("there is such a name");
    }
    change(secondName.getParent(), map -> map.put(secondName, inode));
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return inode(one) == inode(other);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    Inode inode = inode(from);
    change(
        to.getParent(),
        map -> {
          map.remove(from);
          map.put(to, inode);
        });
  }

  @Override
  public void delete(Path file) throws IOException {
    step();
    inode(file);
    change(file.getParent(), map -> map.remove(file));
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    step();
    // A journal keeps the order: what came before in other directories is synced with it.
    int last = -1;
    for (int i = 0; i < pending.size(); i++) {
      if (pending.get(i).directory().equals(directory)) {
        last = i;
      }
    }
    List<Pending> synced = pending.subList(0, last + 1);
    synced.forEach(change -> change.change().accept(syncedEntries));
    synced.clear();
  }

  @Override
  public Closeable lock(Path file) throws IOException {
    return () -> {};
  }
}
