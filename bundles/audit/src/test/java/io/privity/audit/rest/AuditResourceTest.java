// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditException;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.problem.ProblemException;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.ws.rs.GET;
import javax.ws.rs.core.SecurityContext;
import org.junit.Test;

public class AuditResourceTest {
  private static final String ID = "01900000-0000-7000-9000-000000000000";

  private final Caller caller = new Caller(UUID.randomUUID(), "p", -1, "c", Set.of(), "crm", "");
  private final SecurityContext security = new CallersContext(caller);
  private final TenEntries log = new TenEntries();
  private final AuditResource resource = new AuditResource(log, new OpenCursors());

  @Test
  public void everyOperationSaysItsRoles() {
    for (Method method : AuditResource.class.getDeclaredMethods()) {
      if (method.isAnnotationPresent(GET.class)) {
        assertTrue(method.getName(), method.isAnnotationPresent(Allow.class));
      }
    }
  }

  @Test
  public void pages() {
    Page<AuditLog.Entry> first = page("6", null);
    assertEquals(6, first.items().size());
    assertEquals(4, first.items().get(5).position());
    Page<AuditLog.Entry> second = page("6", first.next());
    assertEquals(4, second.items().size());
    assertNull(second.next());
  }

  private Page<AuditLog.Entry> page(String limit, String cursor) {
    return resource.entries(security, null, null, null, null, null, null, limit, cursor);
  }

  @Test
  public void passesTheFiltersOn() {
    String from = "2026-01-01T00:00:00Z";
    String to = "2026-02-01T00:00:00Z";
    resource.entries(security, from, to, "p", "o", "r", "7", null, null);
    assertEquals(
        new AuditLog.Query(Instant.parse(from), Instant.parse(to), "p", "o", "r", 7L), log.asked);
  }

  @Test
  public void namesTheParameterThatIsWrong() {
    assertParameter("from", () -> entries("yesterday", null, null));
    assertParameter("to", () -> entries(null, "tomorrow", null));
    assertParameter("subject", () -> entries(null, null, "someone"));
    assertParameter("entry", () -> resource.inclusion(security, null));
    assertParameter("from", () -> resource.consistency(security, null, "1"));
    assertParameter("to", () -> resource.consistency(security, "1", "x"));
    assertParameter("limit", () -> page("501", null));
  }

  private void entries(String from, String to, String subject) {
    resource.entries(security, from, to, null, null, null, subject, null, null);
  }

  private static void assertParameter(String name, Runnable request) {
    ProblemException problem = assertThrows(ProblemException.class, request::run);
    assertEquals("invalid-parameter", problem.code());
    assertEquals(name, problem.members().get("parameter"));
  }

  @Test
  public void anUnknownEntryIsNotFound() {
    AuditException problem =
        assertThrows(AuditException.class, () -> resource.inclusion(security, ID));
    assertEquals(404, problem.kind().status());
    assertEquals("no-such-entry", problem.code());
  }

  @Test
  public void streamsTheLog() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    resource.log(security).write(out);
    assertEquals("exported", out.toString(StandardCharsets.UTF_8));
    assertEquals("key\n", resource.key(security));
    assertEquals("checkpoint", resource.checkpoint(security));
  }

  private record CallersContext(Caller caller) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return new Callers.CallerPrincipal(caller);
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }

  private static final class OpenCursors implements Cursors {
    @Override
    public String seal(Caller caller, String list, String place) {
      return list + "|" + place;
    }

    @Override
    public String open(Caller caller, String list, String cursor) {
      return cursor == null ? null : cursor.substring(list.length() + 1);
    }
  }

  private static final class TenEntries implements AuditLog {
    private Query asked;

    @Override
    public List<Entry> entries(Caller caller, Query query, long before, int limit) {
      asked = query;
      long end = Math.min(10, before);
      return LongStream.range(0, end).limit(limit).mapToObj(i -> entry(end - 1 - i)).toList();
    }

    private static Entry entry(long position) {
      List<String> none = List.of();
      return new Entry(
          ID, position, Instant.EPOCH, "p", "c", "o", "", "ok", none, List.of(), none, "", "", "");
    }

    @Override
    public void record(Caller caller, AuditEvent event) {}

    @Override
    public void recordRead(Caller caller, AuditEvent event) {}

    @Override
    public void recordRefusal(Caller caller, AuditEvent event) {}

    @Override
    public String checkpoint(Caller caller) {
      return "checkpoint";
    }

    @Override
    public Optional<Inclusion> inclusion(Caller caller, String entry) {
      return Optional.empty();
    }

    @Override
    public Consistency consistency(Caller caller, long from, long to) {
      return new Consistency(from, to, "", "", List.of());
    }

    @Override
    public String verifierKey(Caller caller) {
      return "key";
    }

    @Override
    public void export(Caller caller, OutputStream out) throws IOException {
      out.write("exported".getBytes(StandardCharsets.UTF_8));
    }
  }
}
