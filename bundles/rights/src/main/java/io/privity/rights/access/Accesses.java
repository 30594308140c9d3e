// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.tenants.UserNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who looked at a subject's data or changed it, from the audit log. The tenant's people are told by
 * their pseudonyms, and by name where the tenant has it so: employees are no recipients, and the
 * subject has a right to their names only where it needs them (CJEU C-579/21).
 */
@Component(service = Accesses.class)
public final class Accesses {
  private static final int PAGE = 500;

  /** The newest so many: more would not be read by anyone. */
  private static final int MOST = 5_000;

  private final AuditLog audit;
  private final UserNames names;

  /**
   * One access.
   *
   * @param by who it was: a name or a pseudonym
   */
  record Access(Instant time, String operation, String by, String purpose, String recipient) {
    private Access calling(Map<String, String> names) {
      return new Access(time, operation, names.getOrDefault(by, by), purpose, recipient);
    }
  }

  @Activate
  public Accesses(@Reference AuditLog audit, @Reference UserNames names) {
    this.audit = audit;
    this.names = names;
  }

  /** The newest first. */
  List<Access> of(Caller caller, Subject subject) {
    AuditLog.Query query = new AuditLog.Query(null, null, null, null, null, subject.leaf());
    List<Access> accesses = new ArrayList<>();
    long before = Long.MAX_VALUE;
    List<AuditLog.Entry> page;
    do {
      page = audit.entries(caller, query, before, PAGE);
      for (AuditLog.Entry entry : page) {
        accesses.add(
            new Access(
                entry.time(),
                entry.operation(),
                entry.principal(),
                entry.purpose(),
                entry.recipient()));
        before = entry.position();
      }
    } while (page.size() == PAGE && accesses.size() < MOST);
    Map<String, String> known =
        names.of(caller, accesses.stream().map(Access::by).collect(Collectors.toSet()));
    return accesses.stream().map(access -> access.calling(known)).toList();
  }
}
