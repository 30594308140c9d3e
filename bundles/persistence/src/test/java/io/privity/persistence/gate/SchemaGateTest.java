// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.gate;

import static io.privity.api.privacy.Declaration.plain;
import static io.privity.persistence.gate.ClassificationTest.table;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.gate.Finding;
import io.privity.api.gate.PersonalDataGate;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Tables;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.PersonalDataHolder;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.felix.hc.api.Result;
import org.junit.Test;

public class SchemaGateTest {
  private static final String LOYALTY = "com.example.loyalty";
  private static final String AUDIT = "io.privity.audit";

  private final List<Tables.Table> store = new ArrayList<>();
  private final List<PersonalDataGate> published = new ArrayList<>();
  private final Set<String> running = new HashSet<>(Set.of(LOYALTY, AUDIT));
  private boolean storeIsAway;
  private final SchemaGate gate = new SchemaGate(this::read, this::publish);
  private final GateHealth health = new GateHealth(gate, running::contains);

  private List<Tables.Table> read() {
    if (storeIsAway) {
      throw StoreException.unavailable(null);
    }
    return List.copyOf(store);
  }

  private Runnable publish(PersonalDataGate service) {
    published.add(service);
    return () -> published.remove(service);
  }

  @Test
  public void itIsNoServiceBeforeItHasLooked() {
    gate.add("audit", AUDIT, holder("audit_"));
    storeIsAway = true;
    assertThrows(StoreException.class, gate::look);
    assertEquals(List.of(), published);
    assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, health.execute().getStatus());
    storeIsAway = false;
    gate.look();
    gate.look();
    assertEquals(List.of(gate), published);
    gate.close();
    assertEquals(List.of(), published);
  }

  @Test
  public void aBundleIsClosedUntilItsHolderComes() {
    store.add(table("loyalty_event", LOYALTY, "id"));
    gate.look();
    assertEquals(
        Optional.of(Finding.ofTable(LOYALTY, Finding.Code.NO_HOLDER, "loyalty_event")),
        gate.closed(LOYALTY));
    assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, health.execute().getStatus());
    gate.add("a", LOYALTY, holder("loyalty_", "id"));
    assertEquals(Optional.empty(), gate.closed(LOYALTY));
    assertEquals(Result.Status.OK, health.execute().getStatus());
    gate.remove("a");
    assertEquals("no-holder", gate.closed(LOYALTY).orElseThrow().code().text());
  }

  @Test
  public void aColumnThatAChangelogAddsClosesItUntilItIsDescribed() {
    store.add(table("loyalty_event", LOYALTY, "id"));
    gate.add("a", LOYALTY, holder("loyalty_", "id"));
    gate.look();
    store.set(0, table("loyalty_event", LOYALTY, "id", "note"));
    assertEquals(Optional.empty(), gate.closed(LOYALTY));
    gate.look();
    assertEquals("loyalty_event.note", gate.closed(LOYALTY).orElseThrow().place());
    assertEquals(Result.Status.CRITICAL, health.execute().getStatus());
    gate.remove("a");
    gate.add("b", LOYALTY, holder("loyalty_", "id", "note"));
    assertEquals(Optional.empty(), gate.closed(LOYALTY));
  }

  /** What an earlier look saw must not take the place of what a later one saw. */
  @Test
  public void looksComeOneAfterTheOther() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<List<Tables.Table>> answers =
        List.of(List.of(), List.of(table("loyalty_event", LOYALTY, "id")));
    AtomicInteger looks = new AtomicInteger();
    SchemaGate slow =
        new SchemaGate(
            () -> {
              int look = looks.getAndIncrement();
              if (look == 0) {
                seen.countDown();
                await(goOn);
              }
              return answers.get(look);
            },
            gate -> () -> {});
    Thread first = new Thread(slow::look);
    first.start();
    await(seen);
    Thread second = new Thread(slow::look);
    second.start();
    while (second.getState() != Thread.State.BLOCKED && second.isAlive()) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    first.join();
    second.join();
    assertEquals("no-holder", slow.closed(LOYALTY).orElseThrow().code().text());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  public void theKernelIsNeverClosedAndItsFindingsShow() {
    store.add(table("audit_head", AUDIT, "id"));
    gate.add("a", AUDIT, holder("audit_"));
    gate.look();
    assertEquals(Optional.empty(), gate.closed(AUDIT));
    assertEquals(
        List.of(Finding.ofColumn(AUDIT, Finding.Code.NOT_CLASSIFIED, "audit_head", "id")),
        gate.findings());
    Result result = health.execute();
    assertEquals(Result.Status.CRITICAL, result.getStatus());
    assertEquals("audit_head.id is not classified", result.iterator().next().getMessage());
  }

  @Test
  public void aBundleWithoutTablesIsOpen() {
    gate.look();
    assertEquals(Optional.empty(), gate.closed("com.example.other"));
  }

  @Test
  public void tablesOfABundleThatIsAwayAreAWarning() {
    store.add(table("loyalty_event", LOYALTY, "id"));
    gate.look();
    running.remove(LOYALTY);
    assertEquals(Result.Status.WARN, health.execute().getStatus());
    assertEquals(1, gate.findings().size());
  }

  @Test
  public void aHolderThatCanNotDescribeItselfIsNone() {
    store.add(table("loyalty_event", LOYALTY, "id"));
    gate.look();
    gate.add(
        "a",
        LOYALTY,
        holder(
            () -> {
              throw new IllegalArgumentException("reason");
            }));
    assertEquals("no-holder", gate.closed(LOYALTY).orElseThrow().code().text());
  }

  private static PersonalDataHolder holder(String prefix, String... columns) {
    Declaration.Column[] described =
        Arrays.stream(columns)
            .map(column -> plain(column, "a test"))
            .toArray(Declaration.Column[]::new);
    List<Declaration.Table> tables =
        columns.length == 0
            ? List.of()
            : List.of(Declaration.Table.of(prefix + "event", "", described));
    return holder(() -> new Declaration(prefix, Map.of(), tables));
  }

  private static PersonalDataHolder holder(Supplier<Declaration> describe) {
    return (PersonalDataHolder)
        Proxy.newProxyInstance(
            SchemaGateTest.class.getClassLoader(),
            new Class<?>[] {PersonalDataHolder.class},
            (proxy, method, args) -> describe.get());
  }
}
