// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTPS listener: Jetty's core, HTTP/1.1 alone, bounded everywhere. */
final class Door implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final int MIN_THREADS = 8;
  private static final long STOP_SECONDS = 15;
  private static final int BACKLOG = 256;

  private final Server server;
  private final ServerConnector connector;

  /** Listens when this returns. */
  Door(DoorConfig config, KeyStore keys, char[] password, Handler front) {
    QueuedThreadPool threads = new QueuedThreadPool(config.threads(), MIN_THREADS);
    threads.setName("privity-https");
    server = new Server(threads, null, new WipedBuffers(new ArrayByteBufferPool()));
    server.setStopTimeout(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    server.setErrorHandler(new ErrorAnswers());
    server.setHandler(new GracefulHandler(front));

    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(config.header_bytes());
    http.setHttpCompliance(HttpCompliance.RFC7230);
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setHeaderCacheSize(0);

    SslConnectionFactory tls = new SslConnectionFactory(Tls.server(keys, password), "http/1.1");
    // It would compare names of hosts, and look up the TLS session on each request
    tls.setEnsureSecureRequestCustomizer(false);

    SlowClients slow = new SlowClients(config.header_seconds());
    connector = new ServerConnector(server, 1, 1, tls, new WatchedHttp(http, slow));
    connector.setHost(config.bind());
    connector.setPort(config.port());
    connector.setIdleTimeout(TimeUnit.SECONDS.toMillis(config.idle_seconds()));
    connector.setAcceptQueueSize(BACKLOG);
    server.addConnector(connector);
    server.addBean(slow);
    server.addBean(new NetworkConnectionLimit(config.connections(), connector));
    start();
  }

  private void start() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      // Jetty looks for its own services with the thread's class loader
      thread.setContextClassLoader(Door.class.getClassLoader());
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("cannot listen: " + e.getClass().getSimpleName(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Takes no more requests, and waits a while for those inside. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the listener did not stop cleanly: {}", e.getClass().getName());
    }
  }
}
