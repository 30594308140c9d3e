// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.Recording;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.StoreException;
import io.privity.testkit.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class GroupCommitTest {
  private static final int READERS = 24;

  private final TestLog test = new TestLog();
  private final ExecutorService threads = Executors.newFixedThreadPool(READERS);
  private final CountDownLatch firstCommits = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger durable = new AtomicInteger();
  private volatile boolean failing;

  @Before
  public void holdUpTheFirstCommit() {
    test.store.faults().afterCommit(durable::incrementAndGet);
    test.store
        .faults()
        .beforeCommit(
            () -> {
              if (failing) {
                Faults.FAIL.run();
              }
              if (commits.getAndIncrement() == 0) {
                firstCommits.countDown();
                await(goOn);
              }
            });
  }

  @After
  public void end() {
    threads.shutdownNow();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One reader whose commit is held up, and the others who gather meanwhile. */
  private List<Future<?>> readTogether(Caller... callers) throws Exception {
    List<Future<?>> reads = new ArrayList<>();
    reads.add(threads.submit(() -> read(callers[0])));
    firstCommits.await();
    CountDownLatch started = new CountDownLatch(READERS - 1);
    List<Thread> readers = new ArrayList<>();
    for (int i = 1; i < READERS; i++) {
      Caller caller = callers[i % callers.length];
      reads.add(
          threads.submit(
              () -> {
                synchronized (readers) {
                  readers.add(Thread.currentThread());
                }
                started.countDown();
                read(caller);
              }));
    }
    started.await();
    for (Thread reader : readers) {
      while (reader.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    return reads;
  }

  private void read(Caller caller) {
    test.log.recordRead(caller, AuditEvent.of("contacts.read", "r", 1, "contact"));
  }

  @Test
  public void whoComesMeanwhileSharesOneCommit() throws Exception {
    Caller one = TestLog.caller();
    Caller other = TestLog.caller();
    List<Future<?>> reads = readTogether(one, other);
    goOn.countDown();
    for (Future<?> read : reads) {
      read.get();
    }
    assertEquals(2, commits.get());
    assertEquals(3, test.store.count("audit_pending"));
    int entries =
        test.log.entries(one, TestLog.ANY, Long.MAX_VALUE, 100).size()
            + test.log.entries(other, TestLog.ANY, Long.MAX_VALUE, 100).size();
    assertEquals(READERS, entries);
  }

  @Test
  public void aFailureReachesEveryOne() throws Exception {
    List<Future<?>> reads = readTogether(TestLog.caller());
    failing = true;
    goOn.countDown();
    reads.get(0).get(); // was past that point
    for (Future<?> read : reads.subList(1, reads.size())) {
      ExecutionException e = assertThrows(ExecutionException.class, read::get);
      assertTrue(e.getCause() instanceof StoreException);
    }
    failing = false;
    read(TestLog.caller());
    assertEquals(2, test.store.count("audit_pending"));
  }

  private Recording begin(Caller caller) {
    return test.log.recordReadAsync(caller, AuditEvent.of("contacts.read", "r", 1, "contact"));
  }

  @Test
  public void whoDoesNotWaitIsToldInOrderOnceTheGroupIsDurable() throws Exception {
    Caller caller = TestLog.caller();
    List<Integer> told = new CopyOnWriteArrayList<>();
    CompletableFuture<StoreException> last = new CompletableFuture<>();
    Recording first = begin(caller);
    first.whenDone(failure -> told.add(0));
    firstCommits.await();
    for (int i = 1; i < 5; i++) {
      int n = i;
      begin(caller).whenDone(failure -> told.add(n));
    }
    begin(caller).whenDone(last::complete);
    assertEquals(List.of(), told);
    assertEquals(0, durable.get());
    goOn.countDown();
    assertNull(last.get());
    first.await();
    assertEquals(2, durable.get());
    // the group before may be telling still, on the other thread
    assertEquals(List.of(1, 2, 3, 4), told.stream().filter(n -> n > 0).toList());
    CompletableFuture<StoreException> late = new CompletableFuture<>();
    first.whenDone(late::complete);
    assertNull(late.getNow(StoreException.unavailable(null)));
  }

  @Test
  public void aFailureReachesItsGroupAlone() throws Exception {
    Caller caller = TestLog.caller();
    Recording before = begin(caller);
    firstCommits.await();
    Recording one = begin(caller);
    Recording other = begin(caller);
    CompletableFuture<StoreException> told = new CompletableFuture<>();
    one.whenDone(
        failure -> {
          told.complete(failure);
          throw new IllegalStateException("an answer that can't leave stops no other");
        });
    failing = true;
    goOn.countDown();
    before.await(); // was past that point
    assertEquals(StoreException.UNAVAILABLE, told.get().code());
    assertThrows(StoreException.class, one::await);
    assertThrows(StoreException.class, other::await);
    failing = false;
    begin(caller).await();
    assertEquals(2, test.store.count("audit_pending"));
  }

  @Test
  public void insideATransactionItIsCommittedAtOnce() throws Exception {
    Caller caller = TestLog.caller();
    begin(caller);
    firstCommits.await(); // a group would wait for that one
    assertThrows(
        IllegalStateException.class,
        () ->
            test.store
                .transactions()
                .call(
                    () -> {
                      assertSame(Recording.DURABLE, begin(caller));
                      assertEquals(1, durable.get());
                      throw new IllegalStateException("rolls back, and the trace stays");
                    }));
    goOn.countDown();
    begin(caller).await();
    assertEquals(3, durable.get());
  }

  @Test
  public void theEndCommitsWhatIsThereAndTakesNothingMore() throws Exception {
    Caller caller = TestLog.caller();
    Recording first = begin(caller);
    firstCommits.await();
    Recording second = begin(caller);
    Future<?> end = threads.submit(test.groups::close);
    goOn.countDown();
    end.get();
    first.await();
    second.await();
    assertEquals(2, test.store.count("audit_pending"));
    assertThrows(StoreException.class, () -> begin(caller));
  }

  @Test
  public void everyReadIsDurableWhenManyRace() throws Exception {
    goOn.countDown();
    Caller caller = TestLog.caller();
    List<Future<?>> reads = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      reads.add(
          threads.submit(
              () -> {
                for (int k = 0; k < 50; k++) {
                  read(caller);
                }
              }));
    }
    for (Future<?> read : reads) {
      read.get();
    }
    test.integrator.catchUp();
    assertEquals(
        READERS * 50,
        new LogReader(test.connections)
            .entries(caller.tenant().toString(), TestLog.ANY, Long.MAX_VALUE, 10_000)
            .size());
  }
}
