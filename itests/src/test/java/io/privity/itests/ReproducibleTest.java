// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.Test;

/** Nothing of the time of a build is in a bundle, so that two builds give the same one. */
public class ReproducibleTest {
  private static final LocalDateTime STAMP = LocalDateTime.of(2026, 1, 1, 0, 0);

  @Test
  public void everyEntryCarriesTheStampOfTheProject() throws IOException {
    Path modules = Path.of(System.getProperty("privity.bundles"));
    List<String> stamped = new ArrayList<>();
    int jars = 0;
    try (Stream<Path> files = Files.walk(modules, 3)) {
      for (Path jar :
          files
              .filter(f -> f.toString().matches(".*/target/io\\.privity\\.[^/]*\\.jar"))
              .toList()) {
        jars++;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          for (ZipEntry entry : zip.stream().toList()) {
            if (!entry.getTimeLocal().equals(STAMP)) {
              stamped.add(jar.getFileName() + " " + entry.getName() + " " + entry.getTimeLocal());
            }
          }
        }
      }
    }
    assertEquals(count(modules), jars);
    assertEquals(List.of(), stamped);
  }

  private static long count(Path modules) throws IOException {
    try (Stream<Path> folders = Files.list(modules)) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).count();
    }
  }
}
