// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.tenants.Users.Invitation;
import io.privity.api.tenants.Users.TokenRequest;
import io.privity.tenants.privacy.TenantsHolder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;

public class TenantRecordsTest {
  private final TestServer server = new TestServer();
  private final TestServer.Owner owner = server.owner();
  private final TestServer.Owner another = server.owner();
  private final TenantsHolder data = new TenantsHolder(server.records, TestServer.config());
  private final Caller caller =
      new Caller(owner.tenant, "rights", -1, "schedule", Set.of(), "rights", "");

  @Test
  public void aTenantTakesItsSettingsUsersAndTokensAway() {
    server.users.createToken(owner.caller, new TokenRequest("the till", "integration", null, null));
    List<String> taken = taken();
    assertEquals(3, taken.size());
    assertTrue(taken.get(0).startsWith("{\"type\":\"tenant\",\"id\":\"" + owner.tenant));
    assertTrue(taken.get(1).contains(owner.email));
    assertTrue(taken.get(2).contains("\"name\":\"the till\""));
  }

  @Test
  public void aUserWhoseKeyIsGoneIsLeftOut() {
    String email = TestServer.newEmail();
    server.users.invite(owner.caller, new Invitation(email, List.of("member")));
    assertEquals(3, taken().size());
    server.keyring.puncture(caller, server.audit.last().subjects()[0]);
    assertEquals(2, taken().size());
  }

  @Test
  public void aTenantThatLeftHasNoRow() {
    data.eraseTenant(owner.tenant);
    data.eraseTenant(owner.tenant);
    assertEquals(List.of(), taken());
    assertRefused("sign-in-failed", () -> server.signIn(owner.email));
    server.signIn(another.email);
  }

  @Test
  public void nothingHereIsOfAContact() {
    Subject contact = new Subject(owner.tenant, UUID.randomUUID().toString(), 4711, List.of());
    assertEquals(List.of(), data.export(caller, contact));
    data.erase(caller, contact);
    assertEquals(2, taken().size());
  }

  private List<String> taken() {
    List<String> taken = new ArrayList<>();
    data.exportTenant(caller, json -> taken.add(new String(json, StandardCharsets.UTF_8)));
    return taken;
  }
}
