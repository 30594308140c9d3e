// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Password hashing with Argon2id (RFC 9106), 19 MiB, two passes, one lane. A hash costs some 30 ms
 * and its memory, so no more than a few run at once; the others wait.
 */
@ProviderType
public interface Passwords {
  /** A PHC string with a random salt. Does not clear the password. */
  String hash(char[] password);

  /** Constant-time comparison. A null hash costs the same time and answers false. */
  boolean matches(char[] password, String hash);
}
