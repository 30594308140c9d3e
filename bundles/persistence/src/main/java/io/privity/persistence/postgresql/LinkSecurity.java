// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.postgresql;

import io.privity.persistence.StoreRefusedException;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A link that leaves the host is encrypted with AES-256, and the other end proves who it is. One
 * that stays on the host is held to the same when its address says {@code sslmode=verify-full}.
 */
final class LinkSecurity {
  private static final String VERIFY_FULL = "verify-full";

  /** What would encrypt in another way, or change how certificates are checked. */
  private static final PGProperty[] OURS = {
    PGProperty.SSL_FACTORY,
    PGProperty.SSL_FACTORY_ARG,
    PGProperty.SSL_HOSTNAME_VERIFIER,
    PGProperty.SOCKET_FACTORY,
    PGProperty.GSS_ENC_MODE,
  };

  private LinkSecurity() {}

  /**
   * Sets what the address leaves open, and refuses what it must not say.
   *
   * @return true when the link is secured, false when it is plain and stays on this host
   */
  static boolean apply(Properties address, PGSimpleDataSource source) {
    String mode = address.getProperty(PGProperty.SSL_MODE.getName());
    boolean verified = VERIFY_FULL.equals(mode);
    if (!verified && staysHere(address)) {
      return false;
    }
    if (!verified && mode != null) {
      throw new StoreRefusedException(
          "The link to the database has to be checked: sslmode=verify-full, or none given");
    }
    for (PGProperty property : OURS) {
      if (property.isPresent(address)) {
        throw new StoreRefusedException(
            "The link to the database must not change how it is secured: " + property.getName());
      }
    }
    source.setSslMode(VERIFY_FULL);
    source.setSslfactory(Aes256SocketFactory.class.getName());
    source.setGssEncMode("disable");
    return true;
  }

  private static boolean staysHere(Properties address) {
    String hosts = PGProperty.PG_HOST.getOrDefault(address);
    for (String host : hosts == null ? new String[] {"localhost"} : hosts.split(",")) {
      if (!isLoopback(host)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLoopback(String host) {
    String name = host.trim().toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("::1")
        || name.equals("[::1]")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
