// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static io.privity.tenants.TestServer.OPERATOR;
import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.tenants.export.AgeReading;
import io.privity.testkit.TestAuditLog;
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
    server.bundlesWithTables.add("org.example.notes");
    server.holders.add("org.example.notes", Notebook::new);
    server.holders.addSubjects("org.example.notes", this::oneSubject);
    server.tenants.requestExport(owner.caller, key);
    byte[] sealed = export();
    String sealedText = new String(sealed, StandardCharsets.ISO_8859_1);
    assertFalse(sealedText.contains(owner.email));
    String[] lines =
        new String(AgeReading.open(sealed, identity), StandardCharsets.UTF_8).split("\n");
    String own = "{\"bundle\":\"io.privity.tenants\",\"data\":{\"type\":";
    assertTrue(lines[0].startsWith(own + "\"tenant\",\"id\":\"" + tenant));
    assertTrue(lines[1].startsWith(own + "\"user\""));
    assertTrue(lines[1].contains(owner.email));
    assertEquals(
        "{\"bundle\":\"org.example.notes\",\"data\":{\"for\":\""
            + owner.caller.principal()
            + "\",  \"purpose\":\"rights\"}}",
        lines[2]);
    assertEquals(3, lines.length);
    assertEquals(List.of("tenants.export"), server.audit.operations(null));
    assertRefused("export-not-requested", this::export);
  }

  @Test
  public void theTenantsLogSaysWhoseDataWasHandedOut() {
    server.holders.add("org.example.notes", Notebook::new);
    server.holders.addSubjects("org.example.notes", this::oneSubject);
    server.tenants.requestExport(owner.caller, key);
    export();
    AuditEvent read =
        server.audit.recorded().stream()
            .filter(entry -> owner.tenant.equals(entry.caller().tenant()))
            .map(TestAuditLog.Recorded::event)
            .filter(event -> event.operation().equals("tenants.export"))
            .findAny()
            .orElseThrow();
    assertArrayEquals(new long[] {owner.caller.principalLeaf(), 4711}, read.subjects());
    assertEquals(List.of("account", "note", "tenant", "token"), read.categories());
  }

  @Test
  public void needsTheOwnersRequestAndEveryHolder() {
    assertRefused("export-not-requested", this::export);
    assertRefused("invalid-value", () -> server.tenants.requestExport(owner.caller, "AAAA"));
    assertRefused("invalid-value", () -> server.tenants.requestExport(owner.caller, null));
    assertRefused(
        "invalid-value", () -> server.tenants.requestExport(owner.caller, "A".repeat(43) + "="));
    server.tenants.requestExport(owner.caller, key);
    server.bundlesWithTables.add("org.example.notes");
    Notebook notebook = new Notebook();
    server.holders.add("org.example.notes", () -> notebook);
    server.holders.remove("org.example.notes");
    assertEquals(
        List.of("org.example.notes"),
        assertRefused("export-unavailable", this::export).members().get("bundles"));
    server.holders.add("org.example.notes", () -> notebook);
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

  private Subjects oneSubject() {
    return (Subjects)
        Proxy.newProxyInstance(
            Subjects.class.getClassLoader(),
            new Class<?>[] {Subjects.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("forEach")) {
                throw new UnsupportedOperationException(method.getName());
              }
              Subject subject = new Subject(owner.tenant, "a contact", 4711, List.of());
              @SuppressWarnings("unchecked")
              Consumer<Subject> sink = (Consumer<Subject>) arguments[1];
              sink.accept(subject);
              return null;
            });
  }
}
