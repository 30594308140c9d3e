// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.api.problem.Trace;
import io.privity.api.rights.SubjectRequests;
import io.privity.api.rights.SubjectRequests.State;
import io.privity.api.rights.SubjectRequests.Versioned;
import io.privity.rights.Holders;
import io.privity.rights.Refusals;
import io.privity.rights.ServerCaller;
import io.privity.rights.request.Fulfilment.Kept;
import io.privity.rights.request.Fulfilment.Work;
import io.privity.rights.request.RequestFile.Changed;
import io.privity.rights.store.RequestRow;
import io.privity.rights.store.RequestRow.Key;
import io.privity.rights.store.RequestRows;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has requests fulfilled. Whoever works on one claims it in its row, so that no other thread or
 * node does meanwhile; a claim that is not renewed has ended, with its server. Thread-safe.
 */
@Component(service = Execution.class)
public final class Execution {
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
  static final Duration CLAIM = Duration.ofSeconds(30);
  private static final String UNFORESEEN = "fulfilment-failed";

  private final RequestFile file;
  private final RequestRows rows;
  private final RefusedData refused;
  private final Fulfilments fulfilments;
  private final Holders holders;
  private final RequestSubjects subjects;
  private final AuditLog audit;
  private final Clock clock;
  private final Map<Key, Integer> claims = new ConcurrentHashMap<>();
  private final AtomicLong arrivals = new AtomicLong();

  @Activate
  public Execution(
      @Reference RequestFile file,
      @Reference RequestRows rows,
      @Reference RefusedData refused,
      @Reference Fulfilments fulfilments,
      @Reference Holders holders,
      @Reference RequestSubjects subjects,
      @Reference AuditLog audit) {
    this(file, rows, refused, fulfilments, holders, subjects, audit, Clock.systemUTC());
  }

  Execution(
      RequestFile file,
      RequestRows rows,
      RefusedData refused,
      Fulfilments fulfilments,
      Holders holders,
      RequestSubjects subjects,
      AuditLog audit,
      Clock clock) {
    this.file = file;
    this.rows = rows;
    this.refused = refused;
    this.fulfilments = fulfilments;
    this.holders = holders;
    this.subjects = subjects;
    this.audit = audit;
    this.clock = clock;
  }

  Object preview(Caller caller, RequestRow row, byte[] instructions) {
    if (row.state.isClosed()) {
      throw RequestRefusals.closed();
    }
    if (!row.hasContact()) {
      throw RequestRefusals.noContact();
    }
    Fulfilment fulfilment = fulfilments.of(row.kind);
    Texts said = instructed(file.texts(caller, row), instructions);
    return fulfilment.preview(caller, work(caller, row, said));
  }

  Versioned fulfil(Caller caller, String id, long version, byte[] instructions) {
    RequestRow found = file.find(caller, id);
    if (found.state == State.FULFILLED) {
      Texts said = file.texts(caller, found);
      if (Arrays.equals(said.work(), instructions)) {
        // whoever missed the first answer asks again
        return file.read(caller, found, said);
      }
    }
    fulfilments.of(found.kind);
    if (found.verified < 0 && !found.state.isClosed()) {
      audit.recordRefusal(caller, unverified(found));
      throw RequestRefusals.unverified();
    }
    Turn turn = new Turn();
    file.take(
        caller,
        id,
        version,
        "begun",
        "",
        (row, said) -> {
          if (row.verified < 0) {
            throw RequestRefusals.unverified();
          }
          if (row.isBegun() && row.state == State.IN_PROGRESS) {
            throw RequestRefusals.begun();
          }
          Texts now = instructed(said, instructions);
          turn.before(row, said);
          claim(row);
          turn.claimed(row, now);
          return now;
        });
    Changed ended;
    try {
      ended = run(caller, turn);
    } catch (ProblemException e) {
      if (e.kind() == Kind.INVALID) {
        file.take(
            caller,
            id,
            SubjectRequests.ANY_VERSION,
            "instructions-refused",
            e.code(),
            turn::takeBack);
      }
      throw e;
    }
    return file.versioned(caller, ended);
  }

  /** Goes on with a request whose time has come; does nothing when another has taken it. */
  void resume(Key key) {
    Caller caller = ServerCaller.of(key.tenant());
    Turn turn = new Turn();
    file.takeQuietly(
        caller,
        key.id(),
        (row, said) -> {
          if (row.isBegun() && row.nextAttempt >= 0 && row.nextAttempt <= clock.millis()) {
            claim(row);
            turn.claimed(row, said);
          }
          return said;
        });
    if (turn.row != null) {
      run(caller, turn);
    }
  }

  private void claim(RequestRow row) {
    long now = clock.millis();
    row.state = State.IN_PROGRESS;
    row.begun = row.isBegun() ? row.begun : now;
    row.attempts++;
    row.nextAttempt = now + CLAIM.toMillis();
  }

  /** Keeps what this node is working on from being taken by another. */
  void renewClaims() {
    long until = clock.millis() + CLAIM.toMillis();
    claims.forEach((key, attempt) -> rows.renew(key, attempt, until));
  }

  /** A holder has come: what waits is tried now. */
  void holderArrived() {
    arrivals.incrementAndGet();
    rows.wake(clock.millis());
  }

  private Changed run(Caller caller, Turn turn) {
    RequestRow row = turn.row;
    Key key = row.key();
    long arrivalsBefore = arrivals.get();
    claims.put(key, row.attempts);
    Changed ended;
    try {
      ended = attempt(caller, turn);
    } finally {
      claims.remove(key);
    }
    if (arrivals.get() != arrivalsBefore) {
      // the one that was missing may have come meanwhile
      rows.wake(key, clock.millis());
    }
    return ended;
  }

  private Changed attempt(Caller caller, Turn turn) {
    RequestRow row = turn.row;
    try {
      Fulfilment fulfilment = fulfilments.of(row.kind);
      Set<String> away = new TreeSet<>(missing(fulfilment));
      Fulfilment.Result result = fulfilment.run(caller, work(caller, row, turn.texts));
      // also one that came meanwhile was not asked, and one that went may not have answered
      away.addAll(missing(fulfilment));
      if (result instanceof Fulfilment.Waiting waiting) {
        away.addAll(waiting.on());
      }
      return result instanceof Fulfilment.Fulfilled done && away.isEmpty()
          ? fulfilled(caller, row, done.kept())
          : keepWaiting(caller, row, List.copyOf(away), "");
    } catch (ProblemException e) {
      if (e.kind() == Kind.INVALID && turn.isByHand()) {
        throw e;
      }
      LOG.warn("request {} waits: {}{}", row.id, e.code(), Trace.of(e.getCause()));
      return keepWaiting(caller, row, failed(e), e.code());
    } catch (RuntimeException e) {
      LOG.error("request {} waits{}", row.id, Trace.of(e));
      return keepWaiting(caller, row, List.of(), UNFORESEEN);
    }
  }

  private List<String> missing(Fulfilment fulfilment) {
    return fulfilment.needsAllHolders() ? holders.missing() : List.of();
  }

  private static List<String> failed(ProblemException e) {
    return e.members().get(Refusals.HOLDERS) instanceof List<?> bundles
        ? bundles.stream().map(String::valueOf).toList()
        : List.of();
  }

  private Changed fulfilled(Caller caller, RequestRow claimed, List<Kept> kept) {
    return file.take(
        caller,
        claimed.id,
        SubjectRequests.ANY_VERSION,
        "fulfilled",
        "",
        (row, said) -> {
          refused.note(row.key(), kept);
          row.code = "";
          row.close(State.FULFILLED, clock.millis());
          return said;
        });
  }

  private Changed keepWaiting(Caller caller, RequestRow claimed, List<String> on, String code) {
    boolean news = !claimed.code.equals(code) || !claimed.waitsOn.equals(on);
    RequestFile.Step step =
        (row, said) -> {
          row.state = State.WAITING;
          row.waitsOn = on;
          row.code = code;
          row.nextAttempt = clock.millis() + Schedule.pause(row.attempts).toMillis();
          return said;
        };
    return news
        ? file.take(caller, claimed.id, SubjectRequests.ANY_VERSION, "waiting", code, step)
        : file.takeQuietly(caller, claimed.id, step);
  }

  private static Texts instructed(Texts said, byte[] instructions) {
    return instructions.length > 0 ? said.instructedBy(instructions) : said;
  }

  private Work work(Caller caller, RequestRow row, Texts said) {
    return new Work(
        row.id,
        row.kind,
        subjects.of(caller, row),
        said.work(),
        refused.of(row.key(), said),
        said.language());
  }

  private static AuditEvent unverified(RequestRow row) {
    return new AuditEvent(
        "rights.request-begun",
        Outcome.REFUSED,
        List.of(row.id),
        new long[] {row.leaf},
        List.of(RequestFile.CATEGORY),
        "",
        RefusalCode.IDENTITY.code());
  }
}
