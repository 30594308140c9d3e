// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import static org.junit.Assert.assertEquals;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Subject;
import io.privity.rest.http.TestDoor;
import io.privity.rest.http.Things;
import io.privity.rest.privacy.RestHolder;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public final class KeptAnswersTest {
  private static final Caller CALLER =
      new Caller(TestDoor.TENANT, "rights", -1, "schedule", Set.of(), "rights", "");

  /** Whom the answers of the test's resource are about. */
  private static final Subject SUBJECT =
      new Subject(TestDoor.TENANT, "subject", 3, List.of("purpose"));

  private static final Subject OTHER = new Subject(TestDoor.TENANT, "other", 8, List.of());

  private static final TestStore STORE = TestStore.migrated("db/rest.xml");

  private final TestKeyring keyring = new TestKeyring();
  private final TestClock clock = new TestClock();
  private final KeptKeys keys =
      new KeptKeys(STORE.dataSource(), STORE.transactions(), keyring, clock);
  private final RestHolder data =
      new RestHolder(new KeptAnswers(STORE.dataSource(), STORE.transactions(), keyring));
  private final Things things = new Things();

  @Rule
  public final TestDoor door =
      new TestDoor(Map.of("tenant_rate", 0)).replaying(new ReplayedAnswers(keys));

  @Before
  public void publish() {
    STORE.clear();
    keyring.createTenant(TestDoor.TENANT);
    keyring.newSubject(TestDoor.TENANT); // sets a block of leaves aside, the subject's with it
    door.up();
    door.publisher.publish(things, "/things");
  }

  @After
  public void close() {
    keys.close();
  }

  private HttpResponse<String> post(String key) throws Exception {
    return door.send(
        door.as(Role.MEMBER, "/api/v1/things")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString("{\"name\":\"a\",\"size\":1}")));
  }

  @Test
  public void aSubjectSeesTheAnswersThatAreKeptOfIt() throws Exception {
    String answer = post("k").body();
    List<Datum> kept = data.export(CALLER, SUBJECT);
    assertEquals(1, kept.size());
    assertEquals(answer, new String(kept.get(0).json(), StandardCharsets.UTF_8));
    assertEquals(clock.instant(), kept.get(0).since());
    assertEquals(List.of("purpose"), kept.get(0).purposes());
    assertEquals(List.of(), data.export(CALLER, OTHER));
  }

  @Test
  public void anErasedSubjectIsInNoAnswerAndNoRepeatBringsItBack() throws Exception {
    post("k");
    data.erase(CALLER, OTHER);
    assertEquals(1, data.export(CALLER, SUBJECT).size());
    data.erase(CALLER, SUBJECT);
    data.erase(CALLER, SUBJECT);
    assertEquals(List.of(), data.export(CALLER, SUBJECT));
    HttpResponse<String> repeated = post("k");
    assertEquals(repeated.body(), 410, repeated.statusCode());
    assertEquals(1, things.made.get());
  }

  @Test
  public void aTenantTakesItsAnswersAndLeavesNone() throws Exception {
    String answer = post("k").body();
    new RememberedJobs(keys).once(CALLER, "job", new byte[0], () -> "4711");
    List<String> taken = new ArrayList<>();
    data.exportTenant(CALLER, json -> taken.add(new String(json, StandardCharsets.UTF_8)));
    assertEquals(Set.of(answer, "\"4711\""), Set.copyOf(taken));
    data.eraseTenant(new UUID(9, 9));
    assertEquals(2, STORE.count("rest_idempotency"));
    data.eraseTenant(TestDoor.TENANT);
    assertEquals(0, STORE.count("rest_idempotency"));
  }
}
