// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for a text that must not lie in any file, in the encodings that a program would have
 * written it in.
 */
final class Marker {
  private Marker() {}

  static void assertAbsent(Path directory, String... markers) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                String bytes = latin1(file);
                for (String marker : markers) {
                  for (Charset charset :
                      List.of(
                          StandardCharsets.UTF_8,
                          StandardCharsets.UTF_16LE,
                          StandardCharsets.UTF_16BE)) {
                    if (bytes.contains(
                        new String(marker.getBytes(charset), StandardCharsets.ISO_8859_1))) {
                      found.add(marker + " as " + charset + " in " + file);
                    }
                  }
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(List.of(), found);
  }

  private static String latin1(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      // The running server replaced it meanwhile.
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
