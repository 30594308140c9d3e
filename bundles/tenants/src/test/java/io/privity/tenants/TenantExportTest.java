// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.tenants.TestServer.OPERATOR;
import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contacts;
import io.privity.tenants.export.AgeReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Before;
import org.junit.Test;

public class TenantExportTest {
  private final TestServer server = new TestServer();
  private final TestServer.Owner owner = server.owner();
  private final String tenant = owner.signedUp.tenant();
  private final byte[] identity = new byte[32];
  private String key;

  @Before
  public void makeKey() throws Exception {
    Arrays.fill(identity, (byte) 7);
    key = Base64.getEncoder().encodeToString(AgeReading.publicOf(identity));
  }

  @Test
  public void isWholeAndSealedAndGoodOnce() throws Exception {
    server.sources.bindContacts(contacts());
    server.tenants.requestExport(owner.caller, key);
    byte[] sealed = export();
    String sealedText = new String(sealed, StandardCharsets.ISO_8859_1);
    assertFalse(sealedText.contains(owner.email));
    String[] lines =
        new String(AgeReading.open(sealed, identity), StandardCharsets.UTF_8).split("\n");
    assertTrue(lines[0].startsWith("{\"type\":\"tenant\",\"id\":\"" + tenant));
    assertTrue(lines[1].contains(owner.email));
    assertEquals("{\"for\":\"" + owner.caller.principal() + "\"}", lines[2]);
    assertTrue(server.audit.operations(owner.tenant).contains("tenants.export"));
    assertEquals(List.of("tenants.export"), server.audit.operations(null));
    assertRefused("export-not-requested", this::export);
  }

  @Test
  public void needsTheOwnersRequestAndTheContacts() {
    assertRefused("export-not-requested", this::export);
    assertRefused("invalid-value", () -> server.tenants.requestExport(owner.caller, "AAAA"));
    assertRefused("invalid-value", () -> server.tenants.requestExport(owner.caller, null));
    assertRefused(
        "invalid-value", () -> server.tenants.requestExport(owner.caller, "A".repeat(43) + "="));
    server.tenants.requestExport(owner.caller, key);
    assertRefused("export-unavailable", this::export);
    server.sources.bindContacts(contacts());
    server.clock.move(Duration.ofDays(30));
    assertRefused("export-not-requested", this::export);
    assertTrue(server.audit.operations(null).contains("tenants.export!export-not-requested"));
  }

  private byte[] export() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      server.tenants.export(OPERATOR, tenant, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Hands over one contact, which says for whom. */
  @SuppressWarnings("unchecked")
  private static Contacts contacts() {
    return (Contacts)
        Proxy.newProxyInstance(
            Contacts.class.getClassLoader(),
            new Class<?>[] {Contacts.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("export")) {
                throw new UnsupportedOperationException(method.getName());
              }
              String line = "{\"for\":\"" + ((Caller) arguments[0]).principal() + "\"}";
              ((Consumer<byte[]>) arguments[2]).accept(line.getBytes(StandardCharsets.UTF_8));
              return null;
            });
  }
}
