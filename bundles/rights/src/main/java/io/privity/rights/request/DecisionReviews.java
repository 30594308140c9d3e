// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.rest.Json;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Refusals;
import io.privity.rights.store.Sql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Fulfils requests about automated decisions (Art. 22(3)): a human reviews the decision and says
 * {@code {"outcome": "upheld"|"changed"|"withdrawn", "statement": "…"}}. Both stay with the
 * request; who it was stands in the audit log.
 */
@Component
public final class DecisionReviews implements Fulfilment {
  private static final List<String> OUTCOMES = List.of("upheld", "changed", "withdrawn");

  private final Sql sql;
  private final Json json;
  private final AuditLog audit;

  /** What the review came to, and why. */
  public record Review(String outcome, String statement) {}

  @Activate
  public DecisionReviews(@Reference Sql sql, @Reference Json json, @Reference AuditLog audit) {
    this.sql = sql;
    this.json = json;
    this.audit = audit;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(RequestKind.AUTOMATED_DECISION);
  }

  @Override
  public boolean needsAllHolders() {
    return false;
  }

  @Override
  public Object preview(Caller caller, Work work) {
    return Map.of("outcomes", OUTCOMES);
  }

  @Override
  public Result run(Caller caller, Work work) {
    Review review = json.read(work.instructions(), Review.class);
    if (review.outcome() == null || !OUTCOMES.contains(review.outcome())) {
      throw Refusals.invalid("outcome", "outcome is one of " + String.join(", ", OUTCOMES) + ".");
    }
    PlainText.required("statement", review.statement(), PlainText.LONGEST_NOTE);
    AuditEvent event =
        AuditEvent.of(
            "rights.decision-reviewed",
            work.request(),
            work.subject().leaf(),
            RequestFile.CATEGORY);
    sql.in(
        () -> {
          audit.record(caller, event.withDetail(review.outcome()));
          return null;
        });
    return new Fulfilled(List.of());
  }
}
