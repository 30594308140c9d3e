// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;

/**
 * Drives the distribution, a bare Jetty and raw JDBC on an encrypted Derby in one run on one
 * machine, and prints figures and ratios. Run by {@code ./mvnw -Pbenchmark verify}; no part of the
 * tests.
 */
public final class Benchmark {
  private static final int CONTACTS = Integer.getInteger("privity.benchmark.contacts", 100_000);
  private static final int WARM_UP = Integer.getInteger("privity.benchmark.warmup", 30);
  private static final int SECONDS = Integer.getInteger("privity.benchmark.seconds", 10);

  /** The series that are run, by name; all when empty. */
  private static final List<String> ONLY =
      Arrays.stream(System.getProperty("privity.benchmark.only", "").split(","))
          .filter(name -> !name.isEmpty())
          .toList();

  private static final String RIGHTS = "rights";
  private static final String CONTACTS_PATH = "/api/v1/contacts";
  private static final int[] CONNECTIONS = {1, 8, 32};
  private final Distribution server = new Distribution("benchmark");
  private FilledTenant tenant;

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    if (!ONLY.equals(List.of(RIGHTS))) {
      new Benchmark().run();
    }
    if (isWanted(RIGHTS)) {
      new RightsBenchmark(CONTACTS).run();
    }
  }

  private void run() throws Exception {
    server.with("PRIVITY_RATE_LIMIT", "0");
    long start = System.nanoTime();
    server.start();
    System.out.printf("first endpoint, new store   %6.1f s%n", (System.nanoTime() - start) / 1e9);
    Process jetty = null;
    try {
      tenant = FilledTenant.of(server, CONTACTS);
      server.stop();
      start = System.nanoTime();
      server.start();
      System.out.printf(
          "first endpoint, filled store %5.1f s%n", (System.nanoTime() - start) / 1e9);
      start = System.nanoTime();
      server.api().as(tenant.token()).get("/contacts?limit=1").expect(200);
      System.out.printf(
          "first list, index built      %5.1f s%n", (System.nanoTime() - start) / 1e9);

      int port = Distribution.freePort();
      jetty = bareJetty(port);
      SSLSocketFactory tls =
          Api.trusting(server.data().resolve("tls/privity.crt")).getSocketFactory();
      List<Load.Figures> bare =
          series(
              new Load(tls, port),
              jetty.pid(),
              "bare Jetty, constant",
              200,
              n -> Load.get("/", null));
      Load load = new Load(tls, server.httpsPort());
      long pid = server.pid();
      reads().forEach((name, request) -> report(bare, series(load, pid, name, 200, request)));
      System.out.printf("resident memory before creates %d MB%n", Load.Cpu.residentMegabytes(pid));
      if (isWanted("create")) {
        creates(load, pid);
      }
    } finally {
      if (jetty != null) {
        jetty.destroyForcibly();
      }
      server.close();
    }
  }

  /** What is read, by the name of its series. */
  private Map<String, IntFunction<byte[]>> reads() {
    Map<String, IntFunction<byte[]>> reads = new LinkedHashMap<>();
    reads.put(
        "read by id", n -> Load.get(CONTACTS_PATH + "/" + tenant.ids().get(n), tenant.token()));
    reads.put(
        "exact e-mail search",
        n -> Load.get(CONTACTS_PATH + "?email=" + FilledTenant.email(n), tenant.token()));
    reads.put(
        "substring search",
        n ->
            Load.get(
                CONTACTS_PATH + "?q=" + Integer.toString(n, 36) + "&limit=50", tenant.token()));
    reads.put(
        "list of 50 by name", n -> Load.get(CONTACTS_PATH + "?sort=name&limit=50", tenant.token()));
    reads.keySet().removeIf(name -> !isWanted(name));
    return reads;
  }

  private static boolean isWanted(String series) {
    return ONLY.isEmpty() || ONLY.contains(series);
  }

  private void creates(Load load, long pid) throws IOException, InterruptedException {
    List<Load.Figures> creates =
        series(
            load,
            pid,
            "create",
            201,
            n ->
                Load.request(
                    "POST",
                    CONTACTS_PATH,
                    tenant.token(),
                    "application/json",
                    FilledTenant.contact(n)));
    creates.forEach(figures -> System.out.println(figures.line(null)));
    double raw = RawDerby.inserts(server.data().getParent(), 8, WARM_UP, SECONDS);
    System.out.printf(
        "raw insert and commit          8 conn %9.0f/s; create at 8 connections ratio %.2f%n",
        raw, creates.get(1).perSecond() / raw);
    System.out.printf("resident memory at the end     %d MB%n", Load.Cpu.residentMegabytes(pid));
  }

  private List<Load.Figures> series(
      Load load, long pid, String name, int status, IntFunction<byte[]> request) {
    Supplier<Supplier<byte[]>> random =
        () -> {
          RandomGenerator numbers = RandomGenerator.of("L64X128MixRandom");
          return () -> request.apply(numbers.nextInt(CONTACTS));
        };
    load.run(name, 8, WARM_UP, pid, status, random);
    List<Load.Figures> series = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      series.add(load.run(name, connections, SECONDS, pid, status, random));
    }
    return series;
  }

  private static void report(List<Load.Figures> bare, List<Load.Figures> series) {
    for (int i = 0; i < series.size(); i++) {
      System.out.println(bare.get(i).line(null));
      System.out.println(series.get(i).line(bare.get(i)));
    }
  }

  private Process bareJetty(int port) throws IOException {
    String password = Files.readString(server.data().resolve("tls/password")).strip();
    Process process =
        Processes.java(
            server.data().getParent(),
            BareJetty.class,
            Integer.toString(port),
            server.data().resolve("tls/privity.p12").toString(),
            password);
    org.awaitility.Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              new java.net.Socket("127.0.0.1", port).close();
              return true;
            });
    return process;
  }
}
