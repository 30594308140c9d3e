// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.audit.AuditEvent;
import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.persistence.Transactions;
import java.util.List;
import org.junit.Test;

public class TestAuditLogTest {
  private static final Transactions TRANSACTIONS = TestStore.migrated().transactions();

  private final TestAuditLog log = new TestAuditLog(TRANSACTIONS);
  private final Caller caller = new TestKeyring().caller(Role.MEMBER);

  private void change(String operation, RuntimeException failure) {
    TRANSACTIONS.call(
        () -> {
          log.record(caller, AuditEvent.of(operation, "id"));
          if (failure != null) {
            throw failure;
          }
          return null;
        });
  }

  @Test
  public void aChangeCountsOnceItsTransactionIsCommitted() {
    change("notes.create", null);
    assertThrows(
        IllegalArgumentException.class,
        () -> change("notes.replace", new IllegalArgumentException()));
    assertThrows(
        IllegalStateException.class, () -> log.record(caller, AuditEvent.of("notes.x", "id")));
    assertEquals(List.of("notes.create"), log.operations(caller.tenant()));
    assertEquals("notes.create", log.last().operation());
  }

  @Test
  public void eachLogHasItsOwnAndRefusalsTheirCode() {
    log.recordRead(caller, AuditEvent.of("notes.read", "id"));
    log.recordRefusal(caller, AuditEvent.refused("notes.delete", "role-too-low"));
    log.recordRead(Caller.operator("console"), AuditEvent.of("notes.list", "id"));
    assertEquals(
        List.of("notes.read", "notes.delete!role-too-low"), log.operations(caller.tenant()));
    assertEquals(List.of("notes.list"), log.operations(null));
    assertEquals(3, log.events().size());
    assertEquals(caller, log.recorded().get(0).caller());
    log.clear();
    assertEquals(List.of(), log.events());
  }
}
