// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.Recording;
import io.privity.api.caller.Role;
import io.privity.api.persistence.StoreException;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Document;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What was read leaves when its trace is durable, and holds no thread until then. */
public final class HeldAnswerTest {
  private static final int FEW_THREADS = 8;
  private static final int MANY_READS = 40;

  @Rule public final TestDoor door = new TestDoor(Map.of("threads", FEW_THREADS));

  private final Held held = new Held();

  /** A resource whose reads wait for their trace. */
  @Path("/")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow(Role.MEMBER)
  public static final class Held {
    private volatile Trace trace = new Trace();

    @GET
    public Document read() {
      return new Document("{\"held\":true}".getBytes(StandardCharsets.UTF_8), 7, 3, trace);
    }
  }

  /** Is durable, or is not, when the test says so. */
  private static final class Trace implements Recording {
    private final CompletableFuture<Consumer<StoreException>> action = new CompletableFuture<>();

    @Override
    public void await() {
      throw new IllegalStateException("a thread would be held");
    }

    @Override
    public void whenDone(Consumer<StoreException> whatToDo) {
      action.complete(whatToDo);
    }
  }

  @Before
  public void publish() {
    door.up();
    door.publisher.publish(held, "/held");
  }

  private CompletableFuture<HttpResponse<String>> read() {
    return door.sendAsync(door.as(Role.MEMBER, "/api/v1/held"));
  }

  @Test
  public void anAnswerLeavesOnceItsTraceIsDurable() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = read();
    Consumer<StoreException> waiting = held.trace.action.get();
    assertFalse(answer.isDone());
    waiting.accept(null);
    assertEquals(200, answer.get().statusCode());
    assertEquals("{\"held\":true}", answer.get().body());
    assertEquals("\"7\"", answer.get().headers().firstValue("ETag").orElseThrow());
  }

  @Test
  public void withoutATraceNothingLeaves() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = read();
    held.trace.action.get().accept(StoreException.unavailable(null));
    assertEquals(503, answer.get().statusCode());
    assertTrue(answer.get().body(), answer.get().body().contains(StoreException.UNAVAILABLE));
    assertFalse(answer.get().body().contains("held"));
    assertTrue(answer.get().headers().firstValue("ETag").isEmpty());
  }

  @Test
  public void moreReadsWaitThanThereAreThreads() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    List<Consumer<StoreException>> waiting = new ArrayList<>();
    for (int i = 0; i < MANY_READS; i++) {
      answers.add(read());
      waiting.add(held.trace.action.get());
      held.trace = new Trace();
    }
    for (int i = 0; i < MANY_READS; i++) {
      assertFalse(answers.get(i).isDone());
      waiting.get(i).accept(null);
      assertEquals(200, answers.get(i).get().statusCode());
    }
  }
}
