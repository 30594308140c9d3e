// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.caller.Caller;
import io.privity.api.tenants.Tenants;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;

/** A tenant with settings, and nothing else to be asked. */
public final class TestTenants {
  private TestTenants() {}

  /** One called Acme, that speaks English, in UTC. */
  public static Tenants acme() {
    return acme("en", null);
  }

  static Tenants acme(String language, String timeZone) {
    return (Tenants)
        Proxy.newProxyInstance(
            Tenants.class.getClassLoader(),
            new Class<?>[] {Tenants.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("settings")) {
                throw new UnsupportedOperationException(method.getName());
              }
              String id = ((Caller) arguments[0]).tenant().toString();
              return new Tenants.Versioned<>(
                  new Tenants.Settings(
                      id,
                      "Acme",
                      language,
                      timeZone,
                      null,
                      null,
                      List.of(),
                      false,
                      "1",
                      null,
                      Instant.EPOCH),
                  1);
            });
  }
}
