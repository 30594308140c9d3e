// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.Subject;
import io.privity.api.rest.Json;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Holders;
import io.privity.rights.request.Fulfilment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Fulfils objections (Art. 21): {@code {"purposes": […], "compelling": {"analytics": "why the
 * grounds override"}}}, both optional; without purposes, all that can be objected to. One to direct
 * marketing always wins; other purposes under bases e and f stop unless compelling grounds are
 * stated; what rests on another basis is not objected to but withdrawn or erased.
 */
@Component
public final class ObjectionRequests implements Fulfilment {
  private static final String CATEGORY = "objection";
  private static final Set<LawfulBasis> OPEN_TO_OBJECTION =
      Set.of(LawfulBasis.PUBLIC_TASK, LawfulBasis.LEGITIMATE_INTERESTS);

  private final Purposes purposes;
  private final Standings standings;
  private final LastBasis lastBasis;
  private final Holders holders;
  private final Json json;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  /** What the subject objects to, and what the tenant says to it. */
  public record Instructions(List<String> purposes, Map<String, String> compelling) {}

  @Activate
  public ObjectionRequests(
      @Reference Purposes purposes,
      @Reference Standings standings,
      @Reference LastBasis lastBasis,
      @Reference Holders holders,
      @Reference Json json,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(purposes, standings, lastBasis, holders, json, audit, transactions, Clock.systemUTC());
  }

  ObjectionRequests(
      Purposes purposes,
      Standings standings,
      LastBasis lastBasis,
      Holders holders,
      Json json,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.purposes = purposes;
    this.standings = standings;
    this.lastBasis = lastBasis;
    this.holders = holders;
    this.json = json;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(RequestKind.OBJECTION);
  }

  @Override
  public Object preview(Caller caller, Work work) {
    Map<String, String> outcome = new LinkedHashMap<>();
    Plan plan = plan(caller, work);
    plan.stopping().forEach(purpose -> outcome.put(purpose, "stops"));
    plan.kept().forEach(kept -> outcome.put(kept.datum(), kept.code()));
    return Map.of("purposes", outcome);
  }

  @Override
  public Result run(Caller caller, Work work) {
    Plan plan = plan(caller, work);
    Subject subject = work.subject();
    transactions.call(
        () -> {
          Standings.Versioned current = standings.standing(caller, subject);
          Standing next = current.standing();
          for (String purpose : plan.stopping()) {
            next = next.objecting(new Standing.Objection(purpose, clock.instant(), work.request()));
          }
          lastBasis.objected(caller, subject, next, current.version());
          audit.record(
              caller,
              AuditEvent.of("rights.object", subject.id(), subject.leaf(), CATEGORY)
                  .withDetail(String.join(" ", plan.stopping())));
          return null;
        });
    holders.present().values().forEach(holder -> holder.restrict(caller, subject, true));
    return new Fulfilled(plan.kept());
  }

  private record Plan(Set<String> stopping, List<Kept> kept) {}

  private Plan plan(Caller caller, Work work) {
    Instructions given = work.instructions(json, Instructions.class);
    Map<String, String> compelling = given.compelling() == null ? Map.of() : given.compelling();
    purposes.named(caller, "compelling", compelling.keySet());
    Set<String> named = purposes.named(caller, "purposes", given.purposes());
    Map<String, Purposes.Known> defined = purposes.of(caller);
    Set<String> stopping = new TreeSet<>();
    List<Kept> kept = new ArrayList<>();
    for (String name : named.isEmpty() ? defined.keySet() : named) {
      Purpose purpose = defined.get(name).purpose();
      String grounds = compelling.get(name);
      if (purpose.marketing()) {
        stopping.add(name);
      } else if (!OPEN_TO_OBJECTION.contains(LawfulBasis.of(purpose.basis()))) {
        if (!named.isEmpty()) {
          kept.add(
              new Kept(
                  name,
                  "not-applicable-to-basis",
                  "The right to object is given where processing rests on Art. 6(1)(e) or (f).",
                  null));
        }
      } else if (grounds != null && !grounds.isBlank()) {
        kept.add(new Kept(name, "compelling-grounds", grounds, null));
      } else {
        stopping.add(name);
      }
    }
    return new Plan(stopping, kept);
  }
}
