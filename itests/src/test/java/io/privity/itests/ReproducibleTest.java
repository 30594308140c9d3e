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
    List<String> stamped = new ArrayList<>();
    int bundles = 0;
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("privity.bundles")), 3)) {
      for (Path jar :
          files
              .filter(f -> f.toString().matches(".*/target/io\\.privity\\.[^/]*\\.jar"))
              .toList()) {
        bundles++;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          for (ZipEntry entry : zip.stream().toList()) {
            if (!entry.getTimeLocal().equals(STAMP)) {
              stamped.add(jar.getFileName() + " " + entry.getName() + " " + entry.getTimeLocal());
            }
          }
        }
      }
    }
    assertEquals(9, bundles);
    assertEquals(List.of(), stamped);
  }
}
