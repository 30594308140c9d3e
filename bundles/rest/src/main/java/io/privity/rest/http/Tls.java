// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import java.security.KeyStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS 1.3 and 1.2, with AES-256 suites that keep past sessions secret, and nothing else. */
final class Tls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final String[] SUITES = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  };

  private Tls() {}

  static SslContextFactory.Server server(KeyStore keys, char[] password) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(keys);
    tls.setKeyStorePassword(new String(password));
    tls.setIncludeProtocols(PROTOCOLS);
    tls.setExcludeProtocols();
    tls.setIncludeCipherSuites(SUITES);
    tls.setExcludeCipherSuites();
    tls.setUseCipherSuitesOrder(true);
    tls.setRenegotiationAllowed(false);
    tls.setSniRequired(false);
    return tls;
  }
}
