// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final String CONTACTS_PATH = "/api/v1/contacts";
  private static final int[] CONNECTIONS = {1, 8, 32};
  private static final int BULK = 10_000;

  private final Distribution server = new Distribution("benchmark");
  private final List<String> ids = new ArrayList<>();
  private String token;

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    new Benchmark().run();
  }

  private void run() throws Exception {
    server.with("PRIVITY_RATE_LIMIT", "0");
    long start = System.nanoTime();
    server.start();
    System.out.printf("first endpoint, new store   %6.1f s%n", (System.nanoTime() - start) / 1e9);
    Process jetty = null;
    try {
      fill();
      server.stop();
      start = System.nanoTime();
      server.start();
      System.out.printf(
          "first endpoint, filled store %5.1f s%n", (System.nanoTime() - start) / 1e9);
      start = System.nanoTime();
      server.api().as(token).get("/contacts?limit=1").expect(200);
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
    reads.put("read by id", n -> Load.get(CONTACTS_PATH + "/" + ids.get(n), token));
    reads.put("exact e-mail search", n -> Load.get(CONTACTS_PATH + "?email=" + email(n), token));
    reads.put(
        "substring search",
        n -> Load.get(CONTACTS_PATH + "?q=" + Integer.toString(n, 36) + "&limit=50", token));
    reads.put("list of 50 by name", n -> Load.get(CONTACTS_PATH + "?sort=name&limit=50", token));
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
            n -> Load.request("POST", CONTACTS_PATH, token, "application/json", contact(n)));
    creates.forEach(figures -> System.out.println(figures.line(null)));
    double raw = rawDerby(8);
    System.out.printf(
        "raw insert and commit          8 conn %9.0f/s; create at 8 connections ratio %.2f%n",
        raw, creates.get(1).perSecond() / raw);
    System.out.printf("resident memory at the end     %d MB%n", Load.Cpu.residentMegabytes(pid));
  }

  /** Signs up and creates the contacts, in bulk. */
  private void fill() throws IOException {
    Tenant tenant = Tenant.signUp(server.api(), "benchmark@example.com");
    token =
        tenant
            .api()
            .post("/tokens", Map.of("name", "benchmark", "role", "integration"))
            .expect(201)
            .json()
            .path("token")
            .asText();
    long start = System.nanoTime();
    for (int done = 0; done < CONTACTS; done += BULK) {
      StringBuilder lines = new StringBuilder();
      for (int i = done; i < Math.min(CONTACTS, done + BULK); i++) {
        lines.append(contact(i)).append('\n');
      }
      String results =
          server
              .api()
              .as(token)
              .send(
                  "POST",
                  "/contacts/bulk",
                  "application/x-ndjson",
                  lines.toString().getBytes(StandardCharsets.UTF_8))
              .expect(200)
              .text();
      for (String line : results.strip().split("\n")) {
        JsonNode result = Api.JSON.readTree(line);
        ids.add(result.path("id").asText());
      }
    }
    System.out.printf(
        "bulk create                %8.0f contacts/s%n",
        CONTACTS / ((System.nanoTime() - start) / 1e9));
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

  private static String email(int n) {
    return "person" + n + "@example.org";
  }

  private static String contact(int n) {
    return """
        {"name":{"given":"Given%s","family":"Family%s"},"organization":"Company %d",\
        "emails":[{"label":"work","address":"%s"}],"phones":[{"label":"mobile","number":"+41 44 %07d"}],\
        "addresses":[{"label":"work","street":"Street %d","locality":"Town","country":"Switzerland"}],\
        "tags":["customer"]}"""
        .formatted(
            Integer.toString(n % 997, 36), Integer.toString(n, 36), n % 1000, email(n), n, n);
  }

  private Process bareJetty(int port) throws IOException {
    String password = Files.readString(server.data().resolve("tls/password")).strip();
    Process process =
        java(
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

  private double rawDerby(int connections) throws IOException, InterruptedException {
    Path directory = server.data().resolveSibling("raw-derby");
    Processes.run(directory.getParent(), Map.of(), "rm", "-rf", directory.toString());
    Process process =
        java(
            RawDerby.class,
            directory.toString(),
            Integer.toString(connections),
            Integer.toString(WARM_UP),
            Integer.toString(SECONDS));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return Double.parseDouble(output.strip());
  }

  private Process java(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseParallelGC",
            "-Dderby.system.home=" + server.data().getParent(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
