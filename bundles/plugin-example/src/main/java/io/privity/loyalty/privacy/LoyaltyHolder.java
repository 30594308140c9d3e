// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty.privacy;

import static io.privity.api.privacy.Declaration.plain;
import static io.privity.api.privacy.Declaration.withSubject;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.Due;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.api.rest.Json;
import io.privity.loyalty.Event;
import io.privity.loyalty.Ledger;
import io.privity.loyalty.Loyalty;
import io.privity.loyalty.store.EventRows;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The plugin's side of the data subjects' rights: each event is a datum. */
@Component(service = PersonalDataHolder.class)
public final class LoyaltyHolder implements PersonalDataHolder {
  static final String LAST_ACTIVITY = "last-activity";

  private static final Declaration DECLARATION =
      new Declaration(
          "loyalty_",
          Map.of(LAST_ACTIVITY, "points were last earned or redeemed"),
          List.of(
              Table.of(
                  "loyalty_event",
                  "points that a contact earned or redeemed",
                  plain("tenant", "the controller"),
                  plain("leaf", "the number of a key"),
                  plain("number", "a count"),
                  plain("contact", "a random number and when it was made"),
                  plain("booked", "a time"),
                  withSubject("sealed", Loyalty.CATEGORY, "customer-loyalty"))));

  private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);
  private static final int YEARS = 10;
  private static final String STATUTE =
      "It belongs to an invoice, and invoices are kept for "
          + YEARS
          + " years (Swiss Code of Obligations, Art. 958f).";

  /** A line of the complete export. */
  private record Line(String type, String contact, Event event) {}

  private final Loyalty loyalty;
  private final Ledger ledger;
  private final EventRows rows;
  private final Subjects subjects;
  private final Json json;
  private final Clock clock;

  @Activate
  public LoyaltyHolder(
      @Reference Loyalty loyalty,
      @Reference Ledger ledger,
      @Reference EventRows rows,
      @Reference Subjects subjects,
      @Reference Json json) {
    this(loyalty, ledger, rows, subjects, json, Clock.systemUTC());
  }

  public LoyaltyHolder(
      Loyalty loyalty, Ledger ledger, EventRows rows, Subjects subjects, Json json, Clock clock) {
    this.loyalty = loyalty;
    this.ledger = ledger;
    this.rows = rows;
    this.subjects = subjects;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Declaration describe() {
    return DECLARATION;
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return ledger.of(caller, subject).stream().map(event -> datum(subject, event)).toList();
  }

  private Datum datum(Subject subject, Event event) {
    return new Datum(
        prefix(subject) + event.number(),
        Loyalty.CATEGORY,
        "Loyalty points",
        json.write(event),
        Datum.Origin.OBSERVED,
        "",
        event.at(),
        subject.purposes());
  }

  private static String prefix(Subject subject) {
    return "loyalty:" + subject.id() + "/";
  }

  @Override
  public Optional<Retained> mayErase(Caller caller, Subject subject, Datum datum) {
    if (!datum.id().startsWith(prefix(subject))) {
      return Optional.empty();
    }
    Event event = json.read(datum.json(), Event.class);
    Instant until = event.at().atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
    return event.invoice() == null || !until.isAfter(clock.instant())
        ? Optional.empty()
        : Optional.of(new Retained(Retained.Ground.LEGAL_OBLIGATION, STATUTE, until));
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    rows.delete(subject.tenant(), subject.leaf());
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    Map<String, Correction> given = new HashMap<>();
    corrections.forEach(correction -> given.put(correction.datum(), correction));
    Map<Long, Optional<Event>> right = new HashMap<>();
    List<String> own = new ArrayList<>();
    for (Event event : ledger.of(caller, subject)) {
      Correction correction = given.get(prefix(subject) + event.number());
      if (correction != null) {
        right.put(event.number(), corrected(event, correction.json()));
        own.add(correction.datum());
      }
    }
    if (!own.isEmpty()) {
      loyalty.correct(caller, subject, right);
    }
    return own;
  }

  private Optional<Event> corrected(Event event, byte[] value) {
    return Arrays.equals(value, NOTHING)
        ? Optional.empty()
        : Optional.of(event.corrected(json.read(value, Event.class)));
  }

  @Override
  public List<Due> due(Caller caller, String event, Instant before, int limit) {
    if (!event.equals(LAST_ACTIVITY)) {
      return List.of();
    }
    return rows.idle(caller.tenant(), before.toEpochMilli(), limit).stream()
        .flatMap(
            latest ->
                subjects
                    .find(caller, latest.contact())
                    .map(found -> new Due(found, Instant.ofEpochMilli(latest.booked())))
                    .stream())
        .toList();
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    ledger.forEach(
        caller,
        (contact, event) -> sink.accept(json.write(new Line("loyalty-event", contact, event))));
  }

  @Override
  public void eraseTenant(UUID tenant) {
    rows.delete(tenant);
  }
}
