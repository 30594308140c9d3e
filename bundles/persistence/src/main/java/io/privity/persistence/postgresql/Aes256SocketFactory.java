// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.postgresql;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/**
 * The driver's own TLS, with its check of certificates, held to TLS 1.3 and 1.2 with AES-256 suites
 * that keep past sessions secret. A server that offers none of them is refused in the handshake.
 *
 * <p>Public, with this constructor, because the driver makes it by name.
 */
public final class Aes256SocketFactory extends LibPQFactory {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final String[] SUITES = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  };

  /**
   * @param link the driver's properties of the connection
   * @throws PSQLException when the authority's certificate can't be read
   */
  public Aes256SocketFactory(Properties link) throws PSQLException {
    super(link);
  }

  /** Lays TLS over the socket on which the driver has asked the server for it: its one call. */
  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    SSLSocket secured = (SSLSocket) super.createSocket(socket, host, port, autoClose);
    secured.setEnabledProtocols(PROTOCOLS);
    secured.setEnabledCipherSuites(SUITES);
    return secured;
  }
}
