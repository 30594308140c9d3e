// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.postgresql;

import io.privity.persistence.StoreRefusedException;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** A link that leaves the host is encrypted, and the other end proves who it is. */
final class LinkSecurity {
  private static final String VERIFY_FULL = "verify-full";
  private static final String SYSTEM_TRUST = "org.postgresql.ssl.DefaultJavaSSLFactory";

  private LinkSecurity() {}

  /**
   * Sets what the address leaves open, and refuses what it must not say.
   *
   * @return true when the link stays on this host
   */
  static boolean apply(Properties address, PGSimpleDataSource source) {
    boolean local = true;
    String hosts = PGProperty.PG_HOST.getOrDefault(address);
    for (String host : hosts == null ? new String[] {"localhost"} : hosts.split(",")) {
      local &= isLoopback(host);
    }
    if (local) {
      return true;
    }
    String mode = address.getProperty(PGProperty.SSL_MODE.getName());
    if (mode != null && !VERIFY_FULL.equals(mode)) {
      throw new StoreRefusedException(
          "The link to the database has to be checked: sslmode=verify-full, or none given");
    }
    String factory = address.getProperty(PGProperty.SSL_FACTORY.getName());
    if (factory != null && !SYSTEM_TRUST.equals(factory)
        || PGProperty.SSL_HOSTNAME_VERIFIER.isPresent(address)
        || PGProperty.SOCKET_FACTORY.isPresent(address)) {
      throw new StoreRefusedException(
          "The link to the database must not change how certificates are checked");
    }
    source.setSslMode(VERIFY_FULL);
    return false;
  }

  private static boolean isLoopback(String host) {
    String name = host.trim().toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("::1")
        || name.equals("[::1]")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
