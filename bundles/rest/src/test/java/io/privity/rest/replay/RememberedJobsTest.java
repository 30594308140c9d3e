// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.persistence.StoreException;
import io.privity.api.rest.RestException;
import io.privity.testkit.Faults;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class RememberedJobsTest {
  private static final TestStore STORE = TestStore.migrated("db/rest.xml");
  private static final byte[] REQUEST = {1};

  private final TestClock clock = new TestClock();
  private final TestKeyring keyring = new TestKeyring();
  private final KeptKeys keys =
      new KeptKeys(STORE.dataSource(), STORE.transactions(), keyring, clock);
  private final RememberedJobs jobs = new RememberedJobs(keys);
  private final AtomicInteger started = new AtomicInteger();
  private final Caller caller = keyring.caller(Role.MEMBER);

  @Before
  public void clear() throws Exception {
    STORE.clear();
  }

  @After
  public void close() {
    keys.close();
  }

  private String start(String key) {
    return start(caller, key, REQUEST);
  }

  private String start(Caller who, String key, byte[] request) {
    return jobs.once(who, key, request, () -> "job-" + started.incrementAndGet());
  }

  @Test
  public void theFirstJobAgain() {
    assertEquals("job-1", start("k"));
    assertEquals("job-1", start("k"));
    assertEquals("job-2", start("other"));
    assertEquals("job-3", start(keyring.caller(caller.tenant(), Role.MEMBER), "k", REQUEST));
    assertEquals("job-1", start("k"));
  }

  @Test
  public void withoutAKeyEachIsAJob() throws Exception {
    assertEquals("job-1", start(null));
    assertEquals("job-2", start(null));
    assertEquals(0, STORE.count("rest_idempotency"));
  }

  @Test
  public void aKeyStandsForOneRequest() {
    start("k");
    RestException e = assertThrows(RestException.class, () -> start(caller, "k", new byte[] {2}));
    assertEquals("idempotency-key-reused", e.code());
    assertEquals(1, started.get());
    e = assertThrows(RestException.class, () -> start("a b"));
    assertEquals("invalid-idempotency-key", e.code());
  }

  @Test
  public void whatWasNotStartedIsNotRemembered() {
    assertThrows(
        IllegalStateException.class,
        () ->
            jobs.once(
                caller,
                "k",
                REQUEST,
                () -> {
                  throw new IllegalStateException();
                }));
    STORE.faults().beforeCommit(Faults.FAIL);
    assertThrows(StoreException.class, () -> start("k"));
    STORE.faults().none();
    assertEquals("job-2", start("k"));
  }

  @Test
  public void afterADayTheKeyIsFree() {
    start("k");
    clock.move(Duration.ofHours(24).minusMillis(1));
    assertEquals("job-1", start("k"));
    clock.move(Duration.ofMillis(2));
    assertEquals("job-2", start("k"));
  }

  @Test
  public void theSecondOfTwoAtOnceWaitsForTheFirst() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                jobs.once(
                    caller,
                    "k",
                    REQUEST,
                    () -> {
                      inside.countDown();
                      await(leave);
                      return "first";
                    }));
    await(inside);
    CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> start("k"));
    leave.countDown();
    assertEquals("first", first.get(10, TimeUnit.SECONDS));
    assertEquals("first", second.get(10, TimeUnit.SECONDS));
    assertEquals(0, started.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
