// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.api.rights.Processing;
import io.privity.rights.Holders;
import io.privity.rights.Refusals;
import io.privity.rights.store.RetentionStore;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How long a tenant keeps what it keeps for a purpose (Art. 5(1)(e)): one rule a purpose. */
@Component(service = RetentionRules.class)
public final class RetentionRules {
  private static final String CUSTOM = "custom.";

  private final RetentionStore store;
  private final Holders holders;
  private final Processing processing;
  private final AuditLog audit;
  private final Transactions transactions;

  /**
   * A rule as the API shows it.
   *
   * @param purpose whose data it is about, {@code unassigned} included
   * @param period an ISO-8601 period, such as {@code P3Y}
   * @param event what it counts from, as {@link #events} lists them
   */
  public record Rule(String purpose, String period, String event) {}

  /** A rule with its version. */
  public record Versioned(Rule rule, long version) {}

  @Activate
  public RetentionRules(
      @Reference RetentionStore store,
      @Reference Holders holders,
      @Reference Processing processing,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this.store = store;
    this.holders = holders;
    this.processing = processing;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** The events that periods may count from, with a few words on each. */
  public Map<String, String> events() {
    Map<String, String> events = new TreeMap<>();
    holders.present().values().forEach(holder -> events.putAll(holder.describe().events()));
    return events;
  }

  /** The rules by purpose, sorted. */
  public Map<String, Versioned> of(Caller caller) {
    Map<String, Versioned> rules = new TreeMap<>();
    for (RetentionStore.Rule row : store.rules(caller.tenant())) {
      rules.put(
          row.purpose(),
          new Versioned(new Rule(row.purpose(), row.period(), row.event()), row.version()));
    }
    return rules;
  }

  public List<Rule> list(Caller caller) {
    List<Rule> rules = of(caller).values().stream().map(Versioned::rule).toList();
    audit.recordRead(caller, AuditEvent.list("rights.retention-rules", new long[0], "retention"));
    return rules;
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code no-such-retention-rule}
   */
  public Versioned require(Caller caller, String purpose) {
    Versioned rule = of(caller).get(purpose);
    if (rule == null) {
      throw Refusals.missing("retention rule");
    }
    return rule;
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code invalid-value}, {@code
   *     retention-rule-exists}
   */
  public Versioned define(Caller caller, Rule rule) {
    check(caller, rule);
    if (of(caller).containsKey(rule.purpose())) {
      throw exists();
    }
    try {
      return put(caller, rule, 1);
    } catch (StoreException e) {
      throw e.code().equals(StoreException.DUPLICATE) ? exists() : e;
    }
  }

  /**
   * @param version the version that the change is based on
   * @throws io.privity.api.rights.RightsException {@code no-such-retention-rule}, {@code
   *     stale-version}, {@code invalid-value}
   */
  public Versioned change(Caller caller, String purpose, Rule rule, long version) {
    require(caller, purpose);
    check(caller, rule);
    if (!rule.purpose().equals(purpose)) {
      throw Refusals.invalid("purpose", "A rule keeps its purpose.");
    }
    return put(caller, rule, version + 1);
  }

  public void remove(Caller caller, String purpose, long version) {
    require(caller, purpose);
    transactions.call(
        () -> {
          if (!store.delete(caller.tenant(), purpose, version)) {
            throw Refusals.stale();
          }
          audit.record(caller, AuditEvent.of("rights.remove-retention-rule", purpose));
          return null;
        });
  }

  private Versioned put(Caller caller, Rule rule, long version) {
    return transactions.call(
        () -> {
          if (!store.put(
              caller.tenant(),
              new RetentionStore.Rule(rule.purpose(), version, rule.period(), rule.event()))) {
            throw Refusals.stale();
          }
          audit.record(
              caller,
              AuditEvent.of("rights.set-retention-rule", rule.purpose())
                  .withDetail(rule.period() + " " + rule.event()));
          return new Versioned(rule, version);
        });
  }

  private void check(Caller caller, Rule rule) {
    if (rule == null || rule.purpose() == null || !processing.isDefined(caller, rule.purpose())) {
      throw Refusals.invalid("purpose", "purpose is one that you defined, or unassigned.");
    }
    try {
      RetentionPeriod.parse(rule.period() == null ? "" : rule.period());
    } catch (DateTimeException e) {
      throw Refusals.invalid("period", "period is an ISO-8601 period, such as P3Y or P18M.");
    }
    String event = rule.event() == null ? "" : rule.event();
    if (!events().containsKey(event) && !(event.startsWith(CUSTOM) && event.length() <= 100)) {
      throw Refusals.invalid(
          "event", "event is one of " + String.join(", ", events().keySet()) + ".");
    }
  }

  private static RuntimeException exists() {
    return Refusals.conflict("retention-rule-exists", "There is a rule for that purpose.");
  }
}
