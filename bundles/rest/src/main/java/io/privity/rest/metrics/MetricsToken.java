// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.metrics;

import io.privity.api.caller.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's token for reading the metrics, out of a file for the server's user alone. */
public final class MetricsToken {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsToken.class);
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final int SHORTEST = 20;
  private static final Caller READER = Caller.operator("metrics");

  private final byte[] hash;

  private MetricsToken(String token) {
    hash = hash(token);
  }

  /**
   * Reads the token. A file that can't be used is told in the log, and opens nothing.
   *
   * @param file empty for none
   * @return empty where the metrics are for nobody
   */
  public static Optional<MetricsToken> of(String file) {
    if (file.isBlank()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(file.strip());
      if (!OWNER.containsAll(Files.getPosixFilePermissions(path))) {
        LOG.error("the metrics' token is open to others: give its file mode 0600");
        return Optional.empty();
      }
      String token = Files.readString(path, StandardCharsets.US_ASCII).strip();
      if (token.length() < SHORTEST) {
        LOG.error("the metrics' token has fewer than {} characters", SHORTEST);
        return Optional.empty();
      }
      return Optional.of(new MetricsToken(token));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.error("the metrics' token can't be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  /** Who reads the metrics, when it is the token; as an authenticator says it. */
  public Optional<Caller> reader(String token, String purpose, String address) {
    return MessageDigest.isEqual(hash, hash(token)) ? Optional.of(READER) : Optional.empty();
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
