// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.rights.SubjectRequests.Query;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.Slice;
import io.privity.rights.store.RequestRow;
import io.privity.rights.store.RequestRows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists requests, the soonest due first. */
@Component(service = RequestList.class)
public final class RequestList {
  private final RequestRows rows;
  private final RequestView view;
  private final AuditLog audit;
  private final Clock clock;

  @Activate
  public RequestList(
      @Reference RequestRows rows, @Reference RequestView view, @Reference AuditLog audit) {
    this(rows, view, audit, Clock.systemUTC());
  }

  RequestList(RequestRows rows, RequestView view, AuditLog audit, Clock clock) {
    this.rows = rows;
    this.view = view;
    this.audit = audit;
    this.clock = clock;
  }

  Slice slice(Caller caller, Query query, String after, int limit) {
    Instant now = clock.instant();
    Place place = Place.parse(after);
    List<RequestRow> found =
        rows.list(caller.tenant(), query, now.toEpochMilli(), place.due(), place.id(), limit);
    List<Request> lines = found.stream().map(row -> view.line(caller, row, now)).toList();
    long[] leaves = found.stream().mapToLong(row -> row.leaf).toArray();
    audit.recordRead(caller, AuditEvent.list("rights.request-list", leaves, RequestFile.CATEGORY));
    return new Slice(lines, found.size() < limit ? null : Place.of(found.get(limit - 1)).text());
  }

  /** Where a list goes on. */
  private record Place(long due, String id) {
    static Place of(RequestRow row) {
      return new Place(row.due, row.id);
    }

    static Place parse(String text) {
      if (text == null) {
        return new Place(Long.MIN_VALUE, "");
      }
      int comma = text.indexOf(',');
      return new Place(Long.parseLong(text.substring(0, comma)), text.substring(comma + 1));
    }

    String text() {
      return due + "," + id;
    }
  }
}
