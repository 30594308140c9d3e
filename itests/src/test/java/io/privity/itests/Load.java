// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A closed loop of HTTP requests over TLS: each connection sends its next request when the last
 * answer is whole. The client is a thin one, since it shares the machine with the server.
 */
final class Load {
  private final SSLSocketFactory tls;
  private final int port;

  Load(SSLSocketFactory tls, int port) {
    this.tls = tls;
    this.port = port;
  }

  /**
   * Sends requests for some time.
   *
   * @param requests makes a connection's requests; asked once for each connection
   * @param status what every answer must have
   */
  Figures run(
      String name,
      int connections,
      int seconds,
      long pid,
      int status,
      Supplier<Supplier<byte[]>> requests) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    long cpu = Cpu.millis(pid);
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    try {
      List<Future<long[]>> runs = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Supplier<byte[]> source = requests.get();
        Callable<long[]> connection = () -> connection(source, end, status);
        runs.add(threads.submit(connection));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> run : runs) {
        all = LongStream.concat(all, Arrays.stream(run.get()));
      }
      long[] nanos = all.sorted().toArray();
      double elapsed = (System.nanoTime() - start) / 1e9;
      return new Figures(name, connections, nanos, elapsed, Cpu.millis(pid) - cpu);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(name, e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private long[] connection(Supplier<byte[]> source, long end, int status) throws IOException {
    long[] nanos = new long[1 << 16];
    int count = 0;
    try (SSLSocket socket = (SSLSocket) tls.createSocket("localhost", port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 32 * 1024);
      OutputStream out = socket.getOutputStream();
      long now = System.nanoTime();
      while (now < end) {
        out.write(source.get());
        out.flush();
        int got = answer(in);
        if (got != status) {
          throw new IOException("status " + got);
        }
        long then = System.nanoTime();
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = then - now;
        now = then;
      }
    }
    return Arrays.copyOf(nanos, count);
  }

  /** Reads one answer with a Content-Length; answers its status. */
  private static int answer(InputStream in) throws IOException {
    int status = -1;
    int length = 0;
    StringBuilder line = new StringBuilder(128);
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c == '\r') {
        continue;
      }
      if (c != '\n') {
        line.append((char) c);
        continue;
      }
      if (line.isEmpty()) {
        in.skipNBytes(length);
        return status;
      }
      if (status < 0) {
        status = Integer.parseInt(line.substring(9, 12));
      } else if (line.length() > 15 && line.substring(0, 15).equalsIgnoreCase("content-length:")) {
        length = Integer.parseInt(line.substring(15).trim());
      }
      line.setLength(0);
    }
  }

  static byte[] request(String method, String path, String token, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    if (token != null) {
      head.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    if (type != null) {
      head.append("Content-Type: ").append(type).append("\r\nContent-Length: ");
      head.append(bytes.length).append("\r\n");
    }
    head.append("\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(start, start.length + bytes.length);
    System.arraycopy(bytes, 0, all, start.length, bytes.length);
    return all;
  }

  static byte[] get(String path, String token) {
    return request("GET", path, token, null, "");
  }

  /** What a run gave. */
  record Figures(String name, int connections, long[] nanos, double seconds, long cpuMillis) {
    double perSecond() {
      return nanos.length / seconds;
    }

    double cpuMillisEach() {
      return (double) cpuMillis / nanos.length;
    }

    double quantile(double q) {
      return nanos[(int) Math.min(nanos.length - 1, nanos.length * q)] / 1e6;
    }

    /** A line of the report, with the ratio to the same number of connections of the baseline. */
    String line(Figures baseline) {
      return String.format(
          "%-28s %3d conn %9.0f/s  p50 %7.3f ms  p99 %7.3f ms  cpu %6.3f ms/op%s",
          name,
          connections,
          perSecond(),
          quantile(0.5),
          quantile(0.99),
          cpuMillisEach(),
          baseline == null
              ? ""
              : String.format("  ratio %.2f", perSecond() / baseline.perSecond()));
    }
  }

  /** CPU time and memory of a process, as Linux tells. */
  static final class Cpu {
    private static final long MILLIS_A_TICK = 10;

    private Cpu() {}

    static long millis(long pid) {
      try {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(columns[11]) + Long.parseLong(columns[12])) * MILLIS_A_TICK;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static long residentMegabytes(long pid) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
          if (line.startsWith("VmRSS:")) {
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
          }
        }
        throw new IllegalStateException("no VmRSS");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
