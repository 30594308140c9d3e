// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import io.privity.api.encryption.Keyring;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The codes that go with links, by another way: eight letters and digits without those that look
 * alike. Five guesses at 40 bits are hopeless; a stolen hash is not to be guessed at either, so it
 * is keyed.
 */
@Component(service = IntakeCodes.class)
public final class IntakeCodes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
  private static final int HALF = 4;
  private static final String DOMAIN = "rights-intake-code";

  private final Keyring keyring;

  @Activate
  public IntakeCodes(@Reference Keyring keyring) {
    this.keyring = keyring;
  }

  static String next() {
    return half() + '-' + half();
  }

  private static String half() {
    StringBuilder half = new StringBuilder(HALF);
    for (int i = 0; i < HALF; i++) {
      half.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return half.toString();
  }

  /** The hash of a link's code, however it is grouped and cased. */
  byte[] hash(String link, String code) {
    String plain = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return keyring.lookupHash(DOMAIN, (link + ' ' + plain).getBytes(StandardCharsets.UTF_8));
  }

  /** Constant-time. */
  boolean matches(String link, String code, byte[] hash) {
    return MessageDigest.isEqual(hash(link, code), hash);
  }
}
