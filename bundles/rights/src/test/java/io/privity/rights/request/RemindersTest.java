// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static org.junit.Assert.assertEquals;

import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Prolongation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.junit.Test;

public class RemindersTest {
  private final RequestOffice office = new RequestOffice();
  private final RequestHealth health = new RequestHealth(office.rows, office.clock);

  private List<String> remindAt(String time) {
    office.clock.set(Instant.parse(time));
    office.audit.clear();
    office.reminders.remind();
    office.reminders.remind();
    return office.audit.events().stream()
        .map(event -> event.operation() + " " + event.detail())
        .toList();
  }

  private String health() {
    List<String> messages = new ArrayList<>();
    Result result = health.execute();
    result.forEach(entry -> messages.add(entry.getMessage()));
    return result.getStatus() + " " + messages;
  }

  @Test
  public void theEndIsToldInStagesEachOnce() {
    String id = office.receive(RequestKind.ACCESS, office.subject()).id();
    String closed = office.receive(RequestKind.ACCESS, office.subject()).id();
    office.desk.withdraw(office.caller, closed, -1);
    assertEquals(List.of(), remindAt("2026-12-16T23:59:59Z"));
    assertEquals("OK [No request is late.]", health());
    assertEquals(List.of("rights.request-reminder 7-days"), remindAt("2026-12-17T00:00:00Z"));
    assertEquals("WARN [0 overdue, 1 due within 7 days, 0 waiting]", health());
    assertEquals(List.of(), remindAt("2026-12-22T23:59:59Z"));
    assertEquals(List.of("rights.request-reminder 1-day"), remindAt("2026-12-23T00:00:00Z"));
    office.desk.extend(office.caller, id, -1, new Prolongation("complex", null));
    assertEquals(List.of(), remindAt("2026-12-24T00:00:00Z"));
    assertEquals("OK [No request is late.]", health());
    assertEquals(List.of("rights.request-reminder overdue"), remindAt("2027-02-24T00:00:00Z"));
    assertEquals("WARN [1 overdue, 0 due within 7 days, 0 waiting]", health());
    assertEquals(List.of(), remindAt("2027-02-25T00:00:00Z"));
  }
}
