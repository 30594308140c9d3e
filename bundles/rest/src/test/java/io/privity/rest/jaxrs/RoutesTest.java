// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Open;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.Test;

public final class RoutesTest {
  private final Routes<String> routes =
      new Routes<>(
          Map.of(
              "/contacts", "contacts",
              "/contacts/bulk", "bulk",
              "/contacts/{id}/consents", "consents",
              "/tenant", "tenant"));

  private String find(String path) {
    return routes.find("/api/v1" + path, "/api/v1".length());
  }

  @Test
  public void theLongestPathWins() {
    assertEquals("contacts", find("/contacts"));
    assertEquals("contacts", find("/contacts/"));
    assertEquals("contacts", find("/contacts/7"));
    assertEquals("contacts", find("/contacts/7/notes"));
    assertEquals("bulk", find("/contacts/bulk"));
    assertEquals("bulk", find("/contacts/bulk/x"));
    assertEquals("consents", find("/contacts/7/consents"));
    assertEquals("consents", find("/contacts/7/consents/9"));
    assertEquals("consents", find("/contacts/bulk/consents"));
    assertNull(find("/contactsandmore"));
    assertNull(find("/"));
    assertNull(find("/tenants"));
    assertNull(find("//contacts"));
  }

  @Allow(Role.OWNER)
  static final class Marked {
    public void inherits() {}

    @Open
    public void open() {}

    @Open
    @Allow(Role.MEMBER)
    public void both() {}

    @Allow({})
    public void nobody() {}
  }

  static final class Unmarked {
    public void neither() {}
  }

  private static Operation of(Class<?> type, String name, String template) throws Exception {
    Method method = type.getMethod(name);
    return Operation.of("x." + name, "GET", template, method);
  }

  @Test
  public void anOperationSaysWhoMayUseIt() throws Exception {
    assertEquals(java.util.Set.of(Role.OWNER), of(Marked.class, "inherits", "/a").roles());
    assertTrue(of(Marked.class, "open", "/a").open());
    assertThrows(UnpublishableException.class, () -> of(Marked.class, "both", "/a"));
    assertThrows(UnpublishableException.class, () -> of(Marked.class, "nobody", "/a"));
    assertThrows(UnpublishableException.class, () -> of(Unmarked.class, "neither", "/a"));
  }

  @Test
  public void templates() throws Exception {
    Operation operation = of(Marked.class, "open", "/a/{id: [0-9]{1,3}}/b.c/{x}");
    assertTrue(operation.matches("/a/1/b.c/2"));
    assertTrue(operation.matches("/a/1/b.c/2/"));
    assertFalse(operation.matches("/a/1/bxc/2"));
    assertFalse(operation.matches("/a/1/2/b.c/2"));
    assertEquals("/a/{id}/b.c/{x}", Operation.plain(operation.template()));
  }
}
