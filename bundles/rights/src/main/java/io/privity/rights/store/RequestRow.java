// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * A request as it is kept. Times are epoch milliseconds, days epoch days, -1 where there is none.
 */
public final class RequestRow {
  /** What finds one. */
  public record Key(UUID tenant, String id) {}

  private static final byte[] NOTHING = {};

  public final UUID tenant;
  public final String id;
  public final RequestKind kind;
  public final long receivedDay;
  public final long created;
  public String contact = "";
  public long leaf;
  public long spentLeaf = -1;
  public long version = 1;
  public State state = State.RECEIVED;
  public long dueDay;
  public long due;
  public int reminded;
  public long verified = -1;
  public long extended = -1;
  public long toldDay = -1;
  public long begun = -1;
  public int attempts;
  public long nextAttempt = -1;
  public List<String> waitsOn = List.of();
  public String code = "";
  public long closed = -1;
  public byte[] sealed = NOTHING;

  public RequestRow(UUID tenant, String id, RequestKind kind, long receivedDay, long created) {
    this.tenant = tenant;
    this.id = id;
    this.kind = kind;
    this.receivedDay = receivedDay;
    this.created = created;
  }

  static RequestRow read(ResultSet from) throws SQLException {
    RequestRow row =
        new RequestRow(
            UUID.fromString(from.getString("tenant")),
            from.getString("id"),
            RequestKind.of(from.getString("kind")),
            from.getLong("received_day"),
            from.getLong("created"));
    row.contact = from.getString("contact");
    row.leaf = from.getLong("leaf");
    row.spentLeaf = from.getLong("spent_leaf");
    row.version = from.getLong("version");
    row.state = State.valueOf(from.getString("state"));
    row.dueDay = from.getLong("due_day");
    row.due = from.getLong("due");
    row.reminded = from.getInt("reminded");
    row.verified = from.getLong("verified");
    row.extended = from.getLong("extended");
    row.toldDay = from.getLong("told_day");
    row.begun = from.getLong("begun");
    row.attempts = from.getInt("attempts");
    row.nextAttempt = from.getLong("next_attempt");
    String waitsOn = from.getString("waits_on");
    row.waitsOn = waitsOn.isEmpty() ? List.of() : List.of(waitsOn.split("\n"));
    row.code = from.getString("code");
    row.closed = from.getLong("closed");
    row.sealed = from.getBytes("sealed");
    return row;
  }

  public Key key() {
    return new Key(tenant, id);
  }

  public boolean hasContact() {
    return !contact.isEmpty();
  }

  /** True once its work was begun, which from then on is completed. */
  public boolean isBegun() {
    return begun >= 0;
  }

  /** True once the subject was erased, and every text with it. */
  public boolean isErased() {
    return sealed.length == 0;
  }

  /** Has it over and done with. */
  public void close(State how, long now) {
    state = how;
    closed = now;
    nextAttempt = -1;
    waitsOn = List.of();
  }
}
