// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * HTTP/1.1 connections that know by when their client must have sent what it sends now: an idle
 * timeout alone lets a client hold a connection with a byte a minute.
 */
final class WatchedHttp extends HttpConnectionFactory {
  private final SlowClients slow;

  WatchedHttp(HttpConfiguration configuration, SlowClients slow) {
    super(configuration);
    this.slow = slow;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    Watched connection = new Watched(getHttpConfiguration(), connector, endPoint, slow);
    connection.setUseInputDirectByteBuffers(isUseInputDirectByteBuffers());
    connection.setUseOutputDirectByteBuffers(isUseOutputDirectByteBuffers());
    return configure(connection, connector, endPoint);
  }

  /** The connection of a request. */
  static Watched of(Request request) {
    return request.getConnectionMetaData().getConnection() instanceof Watched watched
        ? watched
        : null;
  }

  /** One connection with its deadline. */
  static final class Watched extends HttpConnection {
    private static final long NONE = 0;

    private final SlowClients slow;
    private volatile long deadline = NONE;
    private volatile boolean inside;

    Watched(
        HttpConfiguration configuration, Connector connector, EndPoint endPoint, SlowClients slow) {
      super(configuration, connector, endPoint);
      this.slow = slow;
    }

    @Override
    public void onOpen() {
      deadline = slow.headerDeadline();
      slow.add(this);
      super.onOpen();
    }

    @Override
    public void onClose(Throwable cause) {
      slow.remove(this);
      super.onClose(cause);
    }

    @Override
    public void onFillable() {
      if (!inside && deadline == NONE) {
        deadline = slow.headerDeadline();
      }
      super.onFillable();
    }

    /** The headers are there: the request is being served. */
    void enter() {
      inside = true;
      deadline = NONE;
    }

    /** The body must be there by then; 0 for any time. */
    void bodyBy(long nanoTime) {
      deadline = nanoTime;
    }

    /** The request was answered. */
    void leave() {
      deadline = NONE;
      inside = false;
    }

    void closeWhenLate(long now) {
      long by = deadline;
      if (by != NONE && now - by > 0) {
        deadline = NONE;
        getEndPoint().close();
      }
    }
  }
}
