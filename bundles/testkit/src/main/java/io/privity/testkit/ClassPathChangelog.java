// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import io.privity.persistence.schema.Changelog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A changelog as it lies on the class path, in a folder, with the files beside and below it. */
record ClassPathChangelog(String bundle, Changelog changelog) {

  static ClassPathChangelog at(String path) {
    URL found = ClassPathChangelog.class.getClassLoader().getResource(path);
    if (found == null) {
      throw new IllegalArgumentException("not on the class path: " + path);
    }
    String name = path.substring(path.lastIndexOf('/') + 1).replace(".xml", "");
    String bundle = "io.privity." + name;
    return new ClassPathChangelog(
        bundle, new Changelog(bundle, path, files(path, Path.of(URI.create(found.toString())))));
  }

  private static Map<String, byte[]> files(String path, Path changelog) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(changelog.getParent())) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(
            folder + changelog.getParent().relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
