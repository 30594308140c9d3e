// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Erases contacts and makes packages of them, one after the other over HTTPS, on a tenant of the
 * distribution that has many; and prints how long each took, beside a plain delete of as many rows
 * on an equally encrypted Derby. The part {@code rights} of {@link Benchmark}.
 */
final class RightsBenchmark {
  /** A series is compared at its ends over so many. */
  private static final int END = 100;

  private static final int WARM_UP = 50;
  private static final int IN_A_ROW = Integer.getInteger("privity.benchmark.erasures", 1_000);
  private static final int SAMPLES = Integer.getInteger("privity.benchmark.samples", 200);
  private static final int PACKAGES = 100;

  /** So many entries has the log of a tenant that is at work for some time. */
  private static final int LOGGED = Integer.getInteger("privity.benchmark.logged", 1_000_000);

  private static final int FEW = 10;
  private static final int MANY = 1_000;
  private static final int VERY_MANY = 10_000;

  private static final int CONNECTIONS = 8;
  private static final int READING = 5;

  private final Distribution server = new Distribution("benchmark-rights");
  private final int contacts;

  /** The contacts that are still there, in random order. */
  private final List<String> left = new ArrayList<>();

  private RelatedRecords records;
  private Api owner;

  /** What each request of a series took, in nanoseconds, in their order. */
  private record Series(long[] done, long[] had, long cpuMillis) {
    /** How it went with these only. */
    Load.Figures of(String name, long[] nanos, int from, int to) {
      long[] some = Arrays.stream(nanos, from, to).sorted().toArray();
      double seconds = Arrays.stream(some).sum() / 1e9;
      return new Load.Figures(name, 1, some, seconds, cpuMillis * (to - from) / nanos.length);
    }

    Load.Figures of(String name, long[] nanos) {
      return of(name, nanos, 0, nanos.length);
    }
  }

  RightsBenchmark(int contacts) {
    this.contacts = contacts;
  }

  void run() throws IOException {
    server.with("PRIVITY_RATE_LIMIT", "0").start();
    try {
      LoyaltyPlugin.install(server);
      FilledTenant tenant = FilledTenant.of(server, contacts);
      owner = tenant.owner().api();
      records = new RelatedRecords(owner);
      left.addAll(tenant.ids());
      Collections.shuffle(left, new Random(contacts));

      print("machine busy %s, entries in the log %d", load(), logged());
      warmUp();
      Map<Integer, Load.Figures> erased = new LinkedHashMap<>();
      inARow();
      for (int related : List.of(0, FEW)) {
        erased.put(related, erasures(planted(SAMPLES, related), related));
      }
      List<String> many = planted(SAMPLES, MANY);
      packages(many.subList(0, Math.min(PACKAGES, SAMPLES)), MANY);
      erased.put(MANY, erasures(many, MANY));
      List<String> veryMany = planted(Math.max(1, SAMPLES / 20), VERY_MANY);
      packages(veryMany, VERY_MANY);
      erased.put(VERY_MANY, erasures(veryMany, VERY_MANY));
      ratios(erased);
      List<String> last = planted(Math.max(1, SAMPLES / 5), MANY);
      read(tenant);
      packages(last, MANY);
      print("machine busy %s, entries in the log %d", load(), logged());
    } finally {
      server.close();
    }
  }

  private List<String> planted(int count, int related) {
    List<String> chosen = left.subList(left.size() - count, left.size());
    List<String> subjects = List.copyOf(chosen);
    chosen.clear();
    records.plant(subjects, related);
    return subjects;
  }

  /** Reads contacts until the log has its entries. */
  private void read(FilledTenant tenant) throws IOException {
    Load load =
        new Load(
            Api.trusting(server.data().resolve("tls/privity.crt")).getSocketFactory(),
            server.httpsPort());
    List<byte[]> reads =
        left.stream().map(id -> Load.get("/api/v1/contacts/" + id, tenant.token())).toList();
    while (logged() < LOGGED) {
      load.run(
          "read by id",
          CONNECTIONS,
          READING,
          server.pid(),
          200,
          () -> {
            Random random = new Random();
            return () -> reads.get(random.nextInt(reads.size()));
          });
    }
  }

  private void warmUp() {
    List<String> subjects = planted(WARM_UP, FEW);
    Series made = requests("access", "/package", subjects);
    Series erased = erase(subjects);
    print(
        "the first of all: package %.0f ms, erasure %.0f ms",
        made.done()[0] / 1e6, erased.done()[0] / 1e6);
  }

  private void inARow() {
    Series row = erase(planted(IN_A_ROW, FEW));
    int end = Math.min(END, IN_A_ROW / 2);
    Load.Figures first = row.of("erasures, the first " + end, row.done(), 0, end);
    Load.Figures last =
        row.of("erasures, the last of " + IN_A_ROW, row.done(), IN_A_ROW - end, IN_A_ROW);
    print(first.line(null));
    print("%s  ratio of p50 %.2f", last.line(null), last.quantile(0.5) / first.quantile(0.5));
  }

  private Load.Figures erasures(List<String> subjects, int related) {
    Series series = erase(subjects);
    Load.Figures erased = series.of("erasure of %,d related".formatted(related), series.done());
    print("%s  of %d", erased.line(null), subjects.size());
    print(series.of("  and its receipt", series.had()).line(null));
    return erased;
  }

  private Series erase(List<String> subjects) {
    return requests("erasure", "/receipt", subjects);
  }

  private void packages(List<String> subjects, int related) {
    Series series = requests("access", "/package", subjects);
    Load.Figures made = series.of("package of %,d related".formatted(related), series.done());
    print("%s  of %d", made.line(null), subjects.size());
    print(series.of("  and its download", series.had()).line(null));
    print("  of which the log's %,d entries   %7.0f ms", logged(), logScan());
  }

  /** Has a request of each subject fulfilled, one after the other, and fetches what came of it. */
  private Series requests(String kind, String answer, List<String> subjects) {
    long[] done = new long[subjects.size()];
    long[] had = new long[subjects.size()];
    long cpu = 0;
    for (int i = 0; i < done.length; i++) {
      String request =
          "/subject-requests/"
              + owner
                  .post("/subject-requests", Map.of("kind", kind, "contact", subjects.get(i)))
                  .expect(201)
                  .json()
                  .path("id")
                  .asText();
      owner.post(request + "/verify", Map.of("identityVerified", true)).expect(200);
      long cpuBefore = Load.Cpu.millis(server.pid());
      long start = System.nanoTime();
      owner.post(request + "/fulfil", "{}").expect(200);
      done[i] = System.nanoTime() - start;
      owner.get(request + answer).expect(200);
      had[i] = System.nanoTime() - start;
      cpu += Load.Cpu.millis(server.pid()) - cpuBefore;
    }
    return new Series(done, had, cpu);
  }

  private void ratios(Map<Integer, Load.Figures> erased) throws IOException {
    long[] raw = RawDerby.deletes(server.data().getParent(), SAMPLES, MANY);
    Load.Figures deletes = new Load.Figures("", 1, raw, 1, 0);
    print(
        "raw delete of %,d rows              p50 %7.3f ms  p99 %7.3f ms",
        MANY, deletes.quantile(0.5), deletes.quantile(0.99));
    Load.Figures none = erased.get(0);
    erased.forEach(
        (related, figures) ->
            print(
                "erasure of %,6d related: %5.2f of one of none, %6.2f of that raw delete",
                related,
                figures.quantile(0.5) / none.quantile(0.5),
                figures.quantile(0.5) / deletes.quantile(0.5)));
  }

  /** How long the log is read for a subject that it does not know. */
  private double logScan() {
    long start = System.nanoTime();
    owner.get("/audit/entries?subject=" + Integer.MAX_VALUE).expect(200);
    return (System.nanoTime() - start) / 1e6;
  }

  private long logged() {
    return Long.parseLong(owner.get("/audit/checkpoint").expect(200).text().split("\n")[1]);
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }

  private static void print(String format, Object... values) {
    System.out.println(format.formatted(values));
  }
}
