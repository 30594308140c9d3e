// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Texts that occur nowhere else, and the search for them: a marker says whose it is and where it
 * was put. All begin with the same random letters, so that one pass finds every one of them,
 * whether it is written in 8 or in 16 bits.
 */
final class Canaries {
  private static final int PREFIX = 8;
  private static final int CHUNK = 1 << 20;
  private static final int LONGEST = 64;

  private final String prefix =
      RandomGenerator.getDefault()
          .ints(PREFIX, 'a', 'z' + 1)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
  private final byte[] first = prefix.getBytes(StandardCharsets.US_ASCII);

  /** The marker of a person of a group in some place, such as {@code note}. */
  String marker(char group, int person, String place) {
    return String.format(Locale.ROOT, "%s%c%03d%s", prefix, group, person, place);
  }

  /** How all markers begin. */
  String prefix() {
    return prefix;
  }

  /** Those in an answer; in a ZIP file's entries too. */
  Set<String> in(byte[] bytes) {
    Set<String> found = new TreeSet<>();
    search(bytes, bytes.length, found);
    if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          found.addAll(in(zip.readAllBytes()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  /** Those in a file, or in all files below a directory. */
  Set<String> in(Path path) {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(path)) {
      files.filter(Files::isRegularFile).forEach(file -> search(file, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private void search(Path file, Set<String> found) {
    byte[] window = new byte[CHUNK + 2 * LONGEST];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.readNBytes(window, kept, CHUNK);
          read > 0;
          read = in.readNBytes(window, kept, CHUNK)) {
        int length = kept + read;
        search(window, length, found);
        kept = Math.min(length, 2 * LONGEST);
        System.arraycopy(window, length - kept, window, 0, kept);
      }
    } catch (NoSuchFileException e) {
      // the running server replaced it meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void search(byte[] bytes, int length, Set<String> found) {
    for (int at = 0; at < length; at++) {
      if (bytes[at] == first[0]) {
        for (int step = 1; step <= 2; step++) {
          if (begins(bytes, length, at, step)) {
            found.add(text(bytes, length, at, step));
          }
        }
      }
    }
  }

  private boolean begins(byte[] bytes, int length, int at, int step) {
    if (at + (first.length - 1) * step >= length) {
      return false;
    }
    for (int i = 1; i < first.length; i++) {
      if (bytes[at + i * step] != first[i] || step == 2 && bytes[at + i * step - 1] != 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes, int length, int at, int step) {
    StringBuilder text = new StringBuilder();
    for (int i = at; i < length && text.length() < LONGEST; i += step) {
      char c = (char) (bytes[i] & 0xff);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        break;
      }
      text.append(c);
    }
    return text.toString();
  }
}
