// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.rights.SubjectRequests;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.Versioned;
import io.privity.rights.Refusals;
import io.privity.rights.store.RequestRow;
import io.privity.rights.store.RequestRow.Key;
import io.privity.rights.store.RequestRows;
import io.privity.rights.store.Sql;
import java.time.Clock;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds a request, and changes it: row, texts and audit entry in one transaction. */
@Component(service = RequestFile.class)
public final class RequestFile {
  static final String CATEGORY = "rights-request";

  private final Sql sql;
  private final RequestRows rows;
  private final SealedTexts texts;
  private final RequestView view;
  private final Strangers strangers;
  private final AuditLog audit;
  private final Clock clock;

  /** A step in the life of an open request. */
  @FunctionalInterface
  interface Step {
    /** Changes the row, and answers the texts as they are now. */
    Texts apply(RequestRow row, Texts texts);
  }

  @Activate
  public RequestFile(
      @Reference Sql sql,
      @Reference RequestRows rows,
      @Reference SealedTexts texts,
      @Reference RequestView view,
      @Reference Strangers strangers,
      @Reference AuditLog audit) {
    this(sql, rows, texts, view, strangers, audit, Clock.systemUTC());
  }

  RequestFile(
      Sql sql,
      RequestRows rows,
      SealedTexts texts,
      RequestView view,
      Strangers strangers,
      AuditLog audit,
      Clock clock) {
    this.sql = sql;
    this.rows = rows;
    this.texts = texts;
    this.view = view;
    this.strangers = strangers;
    this.audit = audit;
    this.clock = clock;
  }

  /** A request as a step left it. */
  record Changed(RequestRow row, Texts said) {}

  /**
   * Files a new request.
   *
   * @param first runs in the same transaction, before
   */
  Versioned add(Caller caller, RequestRow row, Texts said, Runnable first) {
    sql.in(
        () -> {
          first.run();
          texts.seal(caller, row, said);
          rows.insert(row);
          audit.record(caller, event("received", row, ""));
          return null;
        });
    return versioned(caller, row, said);
  }

  /**
   * Takes an open request a step further, and shows what it is then.
   *
   * @param version the version that the step is based on; negative for any
   * @param operation what the audit entry calls it
   * @param detail of the audit entry
   * @throws io.privity.api.rights.RightsException {@code no-such-request}, {@code stale-version},
   *     {@code request-closed}, and what the step says
   */
  Versioned change(
      Caller caller, String id, long version, String operation, String detail, Step step) {
    return versioned(caller, take(caller, id, version, operation, detail, step));
  }

  /** The same, for who shows nothing, or later. */
  Changed take(Caller caller, String id, long version, String operation, String detail, Step step) {
    return sql.in(
        () -> {
          Changed changed = apply(caller, id, version, step);
          audit.record(caller, event(operation, changed.row(), detail));
          return changed;
        });
  }

  /** The same for what is no news: a repeated attempt with the same end. */
  Changed takeQuietly(Caller caller, String id, Step step) {
    return sql.in(() -> apply(caller, id, SubjectRequests.ANY_VERSION, step));
  }

  private Changed apply(Caller caller, String id, long version, Step step) {
    RequestRow row = rows.lock(key(caller, id)).orElseThrow(() -> Refusals.missing("request"));
    if (version >= 0 && version != row.version) {
      throw Refusals.stale();
    }
    if (row.state.isClosed()) {
      throw RequestRefusals.closed();
    }
    Texts said = step.apply(row, texts.open(caller, row));
    if (row.state.isClosed()) {
      strangers.close(caller, row, said);
    }
    row.version++;
    texts.seal(caller, row, said);
    rows.update(row);
    return new Changed(row, said);
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code no-such-request}
   */
  RequestRow find(Caller caller, String id) {
    return rows.find(key(caller, id)).orElseThrow(() -> Refusals.missing("request"));
  }

  Texts texts(Caller caller, RequestRow row) {
    return texts.open(caller, row);
  }

  /** Shows it; after the transaction, since one that cannot be shown was changed all the same. */
  Versioned versioned(Caller caller, Changed changed) {
    return versioned(caller, changed.row(), changed.said());
  }

  Versioned versioned(Caller caller, RequestRow row, Texts said) {
    Request request = view.whole(caller, row, said, clock.instant());
    return new Versioned(request, row.version, row.leaf);
  }

  /** Shows it as it is, and has that on the log. */
  Versioned read(Caller caller, RequestRow row, Texts said) {
    Versioned request = versioned(caller, row, said);
    recordRead(caller, "read", row);
    return request;
  }

  /** Has what was shown of it on the log. */
  void recordRead(Caller caller, String operation, RequestRow row) {
    audit.recordRead(caller, event(operation, row, ""));
  }

  static AuditEvent event(String operation, RequestRow row, String detail) {
    return AuditEvent.of("rights.request-" + operation, row.id, row.leaf, CATEGORY)
        .withDetail(detail);
  }

  /** The key of what a path names; nothing has one that is no UUID. */
  private static Key key(Caller caller, String id) {
    try {
      return new Key(caller.tenant(), UUID.fromString(id).toString());
    } catch (IllegalArgumentException e) {
      throw Refusals.missing("request");
    }
  }
}
