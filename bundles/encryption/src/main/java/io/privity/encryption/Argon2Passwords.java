// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.api.encryption.Passwords;
import io.privity.encryption.cipher.Argon2id;
import io.privity.encryption.cipher.Randomness;
import io.privity.encryption.cipher.Utf8;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Passwords as PHC strings: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Needs no vault. */
@Component
public final class Argon2Passwords implements Passwords {
  private static final int AT_ONCE = 4;
  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final int MOST_MEMORY = 64 * 1024;
  private static final int MOST_PASSES = 10;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)"
              + "\\$([A-Za-z0-9+/]{10,64})\\$([A-Za-z0-9+/]{22,86})");

  private final Semaphore permits = new Semaphore(AT_ONCE, true);

  @Override
  public String hash(char[] password) {
    byte[] salt = Randomness.bytes(SALT);
    byte[] hash = hash(password, Argon2id.PASSWORD, salt, HASH);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            Argon2id.PASSWORD.memory(),
            Argon2id.PASSWORD.passes(),
            Argon2id.PASSWORD.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  @Override
  public boolean matches(char[] password, String hash) {
    Matcher parts = hash == null ? null : PHC.matcher(hash);
    if (parts == null || !parts.matches()) {
      return costThenFalse(password);
    }
    Argon2id cost;
    byte[] salt;
    byte[] expected;
    try {
      cost = new Argon2id(number(parts, 1), number(parts, 2), number(parts, 3));
      salt = Base64.getDecoder().decode(parts.group(4));
      expected = Base64.getDecoder().decode(parts.group(5));
    } catch (IllegalArgumentException e) {
      return costThenFalse(password);
    }
    if (cost.memory() > MOST_MEMORY || cost.passes() > MOST_PASSES) {
      return costThenFalse(password);
    }
    return MessageDigest.isEqual(expected, hash(password, cost, salt, expected.length));
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  /** As long as a real comparison, so that the time does not tell that there is no such user. */
  private boolean costThenFalse(char[] password) {
    hash(password, Argon2id.PASSWORD, new byte[SALT], HASH);
    return false;
  }

  private byte[] hash(char[] password, Argon2id cost, byte[] salt, int length) {
    byte[] bytes = Utf8.bytes(password);
    permits.acquireUninterruptibly();
    try {
      return cost.hash(bytes, salt, length);
    } finally {
      permits.release();
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
