// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Role;
import io.privity.rest.http.TestDoor;
import io.privity.rest.http.Things;
import io.privity.testkit.Faults;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

public final class ReplayedAnswersTest {
  private static final String THINGS = "/api/v1/things";
  private static final String BODY = "{\"name\":\"a\",\"size\":1}";

  private static final TestStore STORE = TestStore.migrated("db/rest.xml");
  private final TestStore store = STORE;
  private final TestClock clock = new TestClock();
  private final TestKeyring keyring = new TestKeyring();
  private final KeptKeys keys =
      new KeptKeys(store.dataSource(), store.transactions(), keyring, clock);
  private final TestDoor door =
      new TestDoor(Map.of("tenant_rate", 0)).replaying(new ReplayedAnswers(keys));
  private final Things things = new Things();

  @Rule public final RuleChain rules = RuleChain.outerRule(door);

  @Before
  public void publish() throws Exception {
    store.clear();
    keyring.createTenant(TestDoor.TENANT);
    keyring.newSubject(TestDoor.TENANT); // sets a block of leaves aside, the callers' with it
    door.up();
    door.publisher.publish(things, "/things");
  }

  @After
  public void close() {
    keys.close();
  }

  private HttpResponse<String> post(String path, String key, String body) throws Exception {
    return post(Role.MEMBER, path, key, body);
  }

  private HttpResponse<String> post(Role role, String path, String key, String body)
      throws Exception {
    return door.send(
        door.as(role, path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private static void assertSame(HttpResponse<String> first, HttpResponse<String> again) {
    assertEquals(first.statusCode(), again.statusCode());
    assertEquals(first.body(), again.body());
    for (String header : List.of("location", "etag", "content-type", "content-length")) {
      assertEquals(header, first.headers().allValues(header), again.headers().allValues(header));
    }
  }

  @Test
  public void theFirstAnswerAgain() throws Exception {
    HttpResponse<String> first = post(THINGS, "k", BODY);
    assertEquals(201, first.statusCode());
    assertTrue(first.headers().firstValue("location").isPresent());
    HttpResponse<String> again = post(THINGS, "k", BODY);
    assertSame(first, again);
    assertEquals("true", again.headers().firstValue("idempotency-replayed").orElseThrow());
    assertEquals(1, things.made.get());
    post(THINGS, "other", BODY);
    post(Role.OWNER, THINGS, "k", BODY);
    assertEquals("another principal has keys of its own", 3, things.made.get());
  }

  @Test
  public void alsoWhenManyArriveAtOnce() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sent.add(
          door.client.sendAsync(
              door.as(Role.MEMBER, THINGS)
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "at-once")
                  .POST(BodyPublishers.ofString(BODY))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    }
    HttpResponse<String> first = sent.get(0).get(10, TimeUnit.SECONDS);
    assertEquals(first.body(), 201, first.statusCode());
    for (CompletableFuture<HttpResponse<String>> other : sent) {
      assertSame(first, other.get(10, TimeUnit.SECONDS));
    }
    assertEquals(1, things.made.get());
    assertEquals(1, store.count("rest_idempotency"));
  }

  @Test
  public void aKeyForAnotherRequestIsRefused() throws Exception {
    post(THINGS, "k", BODY);
    HttpResponse<String> reused = post(THINGS, "k", "{\"name\":\"b\",\"size\":1}");
    assertEquals(409, reused.statusCode());
    assertTrue(reused.body(), reused.body().contains("idempotency-key-reused"));
    assertEquals(1, things.made.get());
  }

  @Test
  public void aFailureIsNotKept() throws Exception {
    HttpResponse<String> failed = post(THINGS, "k", "{\"name\":\"fail\",\"size\":1}");
    assertEquals(409, failed.statusCode());
    assertTrue(failed.body(), failed.body().contains("no-such-thing"));
    assertEquals(0, store.count("rest_idempotency"));
    assertEquals(201, post(THINGS, "k", BODY).statusCode());
  }

  @Test
  public void withoutACommitThereIsNoAnswer() throws Exception {
    store.faults().beforeCommit(Faults.FAIL);
    HttpResponse<String> answer = post(THINGS, "k", BODY);
    assertEquals(503, answer.statusCode());
    assertTrue(answer.body(), answer.body().contains("store-unavailable"));
    assertTrue(answer.headers().firstValue("location").isEmpty());
    store.faults().none();
    assertEquals(201, post(THINGS, "k", BODY).statusCode());
  }

  @Test
  public void afterADayTheKeyIsFree() throws Exception {
    post(THINGS, "k", BODY);
    clock.move(Duration.ofHours(24).plusMillis(1));
    assertEquals("{\"n\":2}", post(THINGS, "k", BODY).body());
  }

  @Test
  public void whatIgnoresTheKey() throws Exception {
    assertEquals("{\"n\":1}", post(THINGS + "/secret", "k", BODY).body());
    assertEquals("{\"n\":2}", post(THINGS + "/secret", "k", BODY).body());
    assertEquals(200, post(THINGS + "/open", "k", BODY).statusCode());
    assertEquals(0, store.count("rest_idempotency"));
  }

  @Test
  public void badKeys() throws Exception {
    for (String key : List.of("", "a b", "k".repeat(256))) {
      HttpResponse<String> refused = post(THINGS, key, BODY);
      assertEquals(400, refused.statusCode());
      assertTrue(refused.body(), refused.body().contains("invalid-idempotency-key"));
    }
    assertEquals(0, things.made.get());
  }
}
