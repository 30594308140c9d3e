// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import io.privity.encryption.vault.Disk;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A vault's disk in memory, which forgets nothing and never fails. */
final class MemoryDisk implements Disk {
  private static final class File {
    byte[] bytes = {};
  }

  private final Map<Path, File> files = new TreeMap<>();
  private final TreeSet<Path> directories = new TreeSet<>();

  private File file(Path path) throws FileNotFoundException {
    File file = files.get(path);
    if (file == null) {
      throw new FileNotFoundException(path.toString());
    }
    return file;
  }

  @Override
  public synchronized List<String> list(Path directory) {
    return Stream.concat(files.keySet().stream(), directories.stream())
        .filter(path -> directory.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .sorted()
        .toList();
  }

  @Override
  public synchronized boolean exists(Path path) {
    return files.containsKey(path) || directories.contains(path);
  }

  @Override
  public synchronized byte[] read(Path path) {
    File file = files.get(path);
    return file == null ? null : file.bytes.clone();
  }

  @Override
  public synchronized void createDirectories(Path directory) {
    for (Path path = directory; path != null; path = path.getParent()) {
      directories.add(path);
    }
  }

  @Override
  public synchronized void create(Path path, byte[] content) {
    files.computeIfAbsent(path, unused -> new File()).bytes = content.clone();
  }

  @Override
  public synchronized void append(Path path, byte[] content) throws FileNotFoundException {
    File file = file(path);
    byte[] before = file.bytes;
    file.bytes = Arrays.copyOf(before, before.length + content.length);
    System.arraycopy(content, 0, file.bytes, before.length, content.length);
  }

  @Override
  public synchronized void overwrite(Path path) throws FileNotFoundException {
    Arrays.fill(file(path).bytes, (byte) 0);
  }

  @Override
  public synchronized void link(Path path, Path secondName) throws FileNotFoundException {
    files.put(secondName, file(path));
  }

  @Override
  public synchronized boolean isSameFile(Path one, Path other) throws FileNotFoundException {
    return file(one) == file(other);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws FileNotFoundException {
    files.put(to, file(from));
    files.remove(from);
  }

  @Override
  public synchronized void delete(Path path) throws FileNotFoundException {
    file(path);
    files.remove(path);
  }

  @Override
  public void syncDirectory(Path directory) {}

  @Override
  public Closeable lock(Path file) {
    return () -> {};
  }
}
