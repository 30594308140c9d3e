// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A client of a server's API, over HTTPS, that trusts that server's certificate and no other.
 * Immutable.
 */
final class Api {
  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final int port;
  private final Map<String, String> headers;

  /** An answer. */
  record Answer(int status, java.net.http.HttpHeaders headers, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    /** Fails unless the status is this one; shows the body then. */
    Answer expect(int expected) {
      if (status != expected) {
        throw new AssertionError("expected " + expected + " but got " + status + ": " + text());
      }
      return this;
    }
  }

  Api(int port, Path certificate) {
    this(client(certificate), port, Map.of());
  }

  private Api(HttpClient client, int port, Map<String, String> headers) {
    this.client = client;
    this.port = port;
    this.headers = headers;
  }

  /** The same client with a header on every request; null takes it away. */
  Api with(String header, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    if (value == null) {
      changed.remove(header);
    } else {
      changed.put(header, value);
    }
    return new Api(client, port, changed);
  }

  Api as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  Answer get(String path) {
    return send("GET", path, null, null);
  }

  Answer delete(String path) {
    return send("DELETE", path, null, null);
  }

  /**
   * Sends a JSON body given as a value that Jackson can write, or as a String that is sent as it
   * is.
   */
  Answer post(String path, Object body) {
    return send("POST", path, "application/json", json(body));
  }

  Answer put(String path, Object body) {
    return send("PUT", path, "application/json", json(body));
  }

  Answer patch(String path, Object body) {
    return send("PATCH", path, "application/merge-patch+json", json(body));
  }

  Answer send(String method, String path, String type, byte[] body) {
    try {
      return sendOrThrow(method, path, type, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For tests in which the connection may break. */
  Answer sendOrThrow(String method, String path, String type, byte[] body) throws IOException {
    boolean whole =
        path.startsWith("/api") || path.startsWith("/.well-known") || path.equals("/metrics");
    String base = whole ? "" : "/api/v1";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + base + path))
            .timeout(Duration.ofSeconds(120))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] json(Object body) {
    try {
      return body instanceof String text
          ? text.getBytes(StandardCharsets.UTF_8)
          : JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** TLS that trusts the certificate in this PEM file and no other. */
  static SSLContext trusting(Path certificate) {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "privity", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpClient client(Path certificate) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .sslContext(trusting(certificate))
        .build();
  }
}
