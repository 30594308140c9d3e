// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests;
import io.privity.rights.Ids;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import io.privity.rights.store.RequestRow;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The life of requests. */
@Component(service = {SubjectRequests.class, RequestDesk.class})
public final class RequestDesk implements SubjectRequests {
  /** The Regulation applies since (Art. 99(2)); what came earlier was misspelt. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2018, 5, 25);

  private final RequestFile file;
  private final RequestList list;
  private final Execution execution;
  private final PartialRefusals partial;
  private final People people;
  private final TimeZones zones;
  private final Keyring keyring;
  private final Clock clock;

  @Activate
  public RequestDesk(
      @Reference RequestFile file,
      @Reference RequestList list,
      @Reference Execution execution,
      @Reference PartialRefusals partial,
      @Reference People people,
      @Reference TimeZones zones,
      @Reference Keyring keyring) {
    this(file, list, execution, partial, people, zones, keyring, Clock.systemUTC());
  }

  RequestDesk(
      RequestFile file,
      RequestList list,
      Execution execution,
      PartialRefusals partial,
      People people,
      TimeZones zones,
      Keyring keyring,
      Clock clock) {
    this.file = file;
    this.list = list;
    this.execution = execution;
    this.partial = partial;
    this.people = people;
    this.zones = zones;
    this.keyring = keyring;
    this.clock = clock;
  }

  @Override
  public Versioned receive(Caller caller, Arrival arrival) {
    if (arrival.kind() == null) {
      throw Refusals.invalid("kind", "kind is missing.");
    }
    if (arrival.contact() == null) {
      throw Refusals.invalid("contact", "contact is missing.");
    }
    Texts said =
        Texts.of(
            PlainText.optional("note", arrival.note(), PlainText.LONGEST_NOTE),
            null,
            PlainText.optional("channel", arrival.channel(), PlainText.LONGEST_WORD),
            null);
    Subject subject = people.require(caller, arrival.contact());
    return file(caller, arrival.kind(), arrival.received(), Optional.of(subject), said, () -> {});
  }

  /**
   * Receives a request from a subject itself, today and unverified.
   *
   * @param subject who it says to be; empty for one who is none of the tenant's, or not yet
   * @param language what it reads
   * @param first runs in the same transaction, before
   */
  public Versioned receive(
      Caller caller,
      RequestKind kind,
      Optional<Subject> subject,
      String note,
      String email,
      String language,
      Runnable first) {
    return file(caller, kind, null, subject, Texts.of(note, email, "link", language), first);
  }

  private Versioned file(
      Caller caller,
      RequestKind kind,
      LocalDate day,
      Optional<Subject> subject,
      Texts said,
      Runnable first) {
    ZoneId zone = zones.of(caller);
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate received = day == null ? today : day;
    if (received.isAfter(today) || received.isBefore(FIRST_DAY)) {
      throw Refusals.invalid("received", "received is a day that was, from " + FIRST_DAY + " on.");
    }
    RequestRow row =
        new RequestRow(
            caller.tenant(), Ids.next(now), kind, received.toEpochDay(), now.toEpochMilli());
    row.contact = subject.map(Subject::id).orElse("");
    row.leaf = subject.map(Subject::leaf).orElseGet(() -> keyring.newSubject(caller));
    due(row, Deadline.of(received, zone));
    return file.add(caller, row, said, first);
  }

  private static void due(RequestRow row, Deadline deadline) {
    row.dueDay = deadline.day().toEpochDay();
    row.due = deadline.end().toEpochMilli();
  }

  @Override
  public Versioned read(Caller caller, String id) {
    RequestRow row = file.find(caller, id);
    return file.read(caller, row, file.texts(caller, row));
  }

  @Override
  public Slice list(Caller caller, Query query, String after, int limit) {
    return list.slice(caller, query, after, limit);
  }

  @Override
  public Versioned assign(Caller caller, String id, long version, String contact) {
    if (contact == null) {
      throw Refusals.invalid("contact", "contact is missing.");
    }
    Subject subject = people.require(caller, contact);
    return file.change(
        caller,
        id,
        version,
        "assigned",
        "",
        (row, said) -> {
          if (row.hasContact()) {
            throw RequestRefusals.assigned();
          }
          row.spentLeaf = row.leaf;
          row.leaf = subject.leaf();
          row.contact = subject.id();
          return said;
        });
  }

  @Override
  public Versioned verify(Caller caller, String id, long version, Identification identification) {
    if (identification.identityVerified() == null) {
      throw Refusals.invalid("identityVerified", "identityVerified is missing.");
    }
    boolean verified = identification.identityVerified();
    String how = PlainText.optional("how", identification.how(), PlainText.LONGEST_REASON);
    return file.change(
        caller,
        id,
        version,
        verified ? "verified" : "doubted",
        "",
        (row, said) -> {
          requireNotBegun(row);
          if (!row.hasContact()) {
            throw RequestRefusals.noContact();
          }
          row.verified = verified ? clock.millis() : -1;
          row.state = verified ? State.IN_PROGRESS : State.VERIFYING;
          return said.identifiedBy(how);
        });
  }

  @Override
  public Object preview(Caller caller, String id, byte[] instructions) {
    RequestRow row = file.find(caller, id);
    Object preview = execution.preview(caller, row, instructions);
    file.recordRead(caller, "previewed", row);
    return preview;
  }

  @Override
  public Versioned fulfil(Caller caller, String id, long version, byte[] instructions) {
    return execution.fulfil(caller, id, version, instructions);
  }

  @Override
  public Versioned refuse(Caller caller, String id, long version, Refusal refusal) {
    RefusalCode code = RefusalCode.of(refusal.code());
    String reason = PlainText.required("reason", refusal.reason(), PlainText.LONGEST_REASON);
    if (refusal.data() != null && !refusal.data().isEmpty()) {
      return partial.refuse(caller, id, version, code, reason, refusal);
    }
    return file.change(
        caller,
        id,
        version,
        "refused",
        code.code(),
        (row, said) -> {
          requireNotBegun(row);
          code.check(row.kind, false);
          if (code.equals(RefusalCode.IDENTITY) && row.verified >= 0) {
            throw RequestRefusals.verified();
          }
          row.code = code.code();
          row.close(State.REFUSED, clock.millis());
          return said.refusedFor(code.code(), reason);
        });
  }

  @Override
  public Versioned extend(Caller caller, String id, long version, Prolongation prolongation) {
    String reason = PlainText.required("reason", prolongation.reason(), PlainText.LONGEST_REASON);
    ZoneId zone = zones.of(caller);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    LocalDate told = prolongation.told() == null ? today : prolongation.told();
    return file.change(
        caller,
        id,
        version,
        "extended",
        "",
        (row, said) -> {
          if (row.extended >= 0) {
            throw RequestRefusals.extended();
          }
          if (clock.instant().isAfter(Instant.ofEpochMilli(row.due))) {
            throw RequestRefusals.tooLateToExtend();
          }
          LocalDate received = LocalDate.ofEpochDay(row.receivedDay);
          if (told.isAfter(today) || told.isBefore(received)) {
            throw Refusals.invalid("told", "told is a day from the receipt to today.");
          }
          row.extended = clock.millis();
          row.toldDay = told.toEpochDay();
          row.reminded = 0;
          due(row, Deadline.extended(received, zone));
          return said.extendedFor(reason);
        });
  }

  @Override
  public Versioned withdraw(Caller caller, String id, long version) {
    return file.change(
        caller,
        id,
        version,
        "withdrawn",
        "",
        (row, said) -> {
          requireNotBegun(row);
          row.close(State.WITHDRAWN, clock.millis());
          return said;
        });
  }

  static void requireNotBegun(RequestRow row) {
    if (row.isBegun()) {
      throw RequestRefusals.begun();
    }
  }
}
