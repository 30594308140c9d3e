// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.encryption.cipher.Randomness;
import io.privity.encryption.vault.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** A file that holds one secret text, for its owner alone. Line ends at its end do not count. */
public final class SecretFile {
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final int LONGEST = 64 * 1024;
  private static final int RANDOM = 32;

  private SecretFile() {}

  /**
   * The secret's bytes, which the caller clears.
   *
   * @throws UnusableException when it is missing, empty, too long, or open to others
   */
  public static byte[] read(Path file) throws IOException, UnusableException {
    try {
      if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new UnusableException("its mode must be 0600 (chmod 600)");
      }
      if (Files.size(file) > LONGEST) {
        throw new UnusableException("it is too long");
      }
    } catch (NoSuchFileException e) {
      throw new UnusableException("it is missing");
    } catch (UnsupportedOperationException e) {
      throw new UnusableException("its file system can't keep it from others");
    }
    byte[] bytes = Files.readAllBytes(file);
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    byte[] secret = Arrays.copyOf(bytes, length);
    Arrays.fill(bytes, (byte) 0);
    if (length == 0) {
      throw new UnusableException("it is empty");
    }
    return secret;
  }

  /** Makes a file with a random secret of 256 bits, as text. */
  public static void create(Disk disk, Path file) throws IOException {
    byte[] random = Randomness.bytes(RANDOM);
    byte[] text = Base64.getUrlEncoder().withoutPadding().encode(random);
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    disk.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    disk.create(fresh, line);
    disk.rename(fresh, file);
    disk.syncDirectory(file.getParent());
    Arrays.fill(random, (byte) 0);
    Arrays.fill(text, (byte) 0);
    Arrays.fill(line, (byte) 0);
  }

  /** A secret file that can't be used; the message says why, and names neither file nor secret. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String why) {
      super(why);
    }
  }
}
