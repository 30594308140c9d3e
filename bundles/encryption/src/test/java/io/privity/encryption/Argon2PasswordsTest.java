// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class Argon2PasswordsTest {
  private final Argon2Passwords passwords = new Argon2Passwords();

  @Test
  public void matchesItsOwn() {
    char[] password = "correct horse é".toCharArray();
    String hash = passwords.hash(password);
    assertTrue(hash, hash.matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$=]{22}\\$[^$=]{43}"));
    assertTrue(passwords.matches(password, hash));
    assertFalse(passwords.matches("correct horse e".toCharArray(), hash));
    assertNotEquals(hash, passwords.hash(password));
  }

  /** A hash that another implementation of the same form made. */
  @Test
  public void matchesOthers() {
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertTrue(passwords.matches("password".toCharArray(), reference));
    assertFalse(passwords.matches("Password".toCharArray(), reference));
  }

  @Test
  public void whatIsNoHashMatchesNothing() {
    char[] password = "password".toCharArray();
    assertFalse(passwords.matches(password, null));
    assertFalse(passwords.matches(password, ""));
    assertFalse(
        passwords.matches(
            password,
            "$argon2id$v=19$m=999999,t=99,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
    assertFalse(
        passwords.matches(
            password,
            "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
  }
}
