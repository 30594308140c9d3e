// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.tenants.Tenants.Settings;
import io.privity.api.tenants.Tenants.Versioned;
import io.privity.api.tenants.Users.Invitation;
import io.privity.api.tenants.Users.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class NamedUsersTest {
  private final TestServer server = new TestServer();
  private final TestServer.Owner owner = server.owner();
  private final String ada = user("Ada Lovelace");
  private final String nameless = user(null);

  private String user(String name) {
    String id =
        server
            .users
            .invite(owner.caller, new Invitation(TestServer.newEmail(), List.of("member")))
            .id();
    Profile profile = new Profile(name, List.of("member"));
    server.users.change(owner.caller, id, profile, version(id));
    return id;
  }

  private long version(String user) {
    return server.users.user(owner.caller, user).version();
  }

  private Versioned<Settings> nameUsers(Caller caller, boolean wanted) {
    Versioned<Settings> is = server.tenants.settings(caller);
    Settings settings =
        new Settings(null, null, null, null, null, null, null, wanted, null, null, null);
    return server.tenants.change(caller, settings, is.version());
  }

  private Map<String, String> names(String... users) {
    return server.names.of(owner.caller, Set.of(users));
  }

  @Test
  public void nobodyIsNamedUntilAnOwnerHasItSo() {
    assertFalse(server.tenants.settings(owner.caller).value().namesUsers());
    assertEquals(Map.of(), names(ada));
    assertTrue(nameUsers(owner.caller, true).value().namesUsers());
    assertEquals(Map.of(ada, "Ada Lovelace"), names(ada, nameless, "rights", "subject"));
    nameUsers(owner.caller, false);
    assertEquals(Map.of(), names(ada));
  }

  @Test
  public void whoWasNamedIsOnTheLog() {
    names(ada);
    assertFalse(server.audit.operations(owner.tenant).contains("tenants.user-names"));
    nameUsers(owner.caller, true);
    names(nameless);
    assertFalse(server.audit.operations(owner.tenant).contains("tenants.user-names"));
    names(ada, nameless);
    assertEquals("tenants.user-names", server.audit.last().operation());
    long[] named = server.audit.last().subjects();
    server.users.user(owner.caller, ada);
    assertArrayEquals(server.audit.last().subjects(), named);
  }

  @Test
  public void whoHasLeftIsNamedNoMore() {
    nameUsers(owner.caller, true);
    server.users.remove(owner.caller, ada, version(ada));
    assertEquals(Map.of(), names(ada));
  }

  @Test
  public void oneWhoseRemovalWasCutOffIsNamedNoMore() {
    nameUsers(owner.caller, true);
    server.users.user(owner.caller, ada);
    server.keyring.puncture(owner.caller, server.audit.last().subjects()[0]);
    assertEquals(Map.of(), names(ada));
  }

  @Test
  public void onlyAnOwnerSaysSo() {
    Caller officer = server.keyring.caller(owner.tenant, Role.PRIVACY_OFFICER);
    assertRefused("owner-only", () -> nameUsers(officer, true));
    assertTrue(
        server.audit.operations(owner.tenant).contains("tenants.settings-change!owner-only"));
    nameUsers(officer, false);
    nameUsers(owner.caller, true);
    assertRefused("owner-only", () -> nameUsers(officer, false));
    nameUsers(officer, true);
  }

  @Test
  public void othersUsersAreNobody() {
    TestServer.Owner other = server.owner();
    nameUsers(owner.caller, true);
    assertEquals(Map.of(), server.names.of(other.caller, Set.of(ada)));
    Settings settings =
        new Settings(null, null, null, null, null, null, null, true, null, null, null);
    server.tenants.change(other.caller, settings, server.tenants.settings(other.caller).version());
    assertEquals(Map.of(), server.names.of(other.caller, Set.of(ada)));
    assertRefused("tenant-only", () -> server.names.of(TestServer.OPERATOR, Set.of(ada)));
  }
}
