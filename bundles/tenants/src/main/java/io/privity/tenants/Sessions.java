// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.tenants.Session;
import io.privity.tenants.store.CredentialRow;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens and ends sessions, inside their caller's transaction. */
@Component(service = Sessions.class)
public final class Sessions {
  static final Duration LENGTH = Duration.ofHours(12);

  private final TenantStore store;
  private final Revocations revocations;

  /** A session with the id that the audit log names. */
  record Opened(String id, Session session) {}

  @Activate
  public Sessions(@Reference TenantStore store, @Reference Revocations revocations) {
    this.store = store;
    this.revocations = revocations;
  }

  Opened open(Rows rows, UserRow user, long now) {
    rows.removeExpiredCredentials(user, now);
    UUID id = Ids.next(now);
    String token = new Bearer(Bearer.Kind.SESSION, user.tenantId(), id).withSecret();
    CredentialRow row = new CredentialRow();
    row.tenant = user.tenant;
    row.id = id.toString();
    row.user = user.id;
    row.kind = CredentialRow.SESSION;
    row.hash = Secret.hash(token);
    row.created = now;
    row.expires = now + LENGTH.toMillis();
    rows.add(row);
    return new Opened(row.id, new Session(token, Instant.ofEpochMilli(row.expires)));
  }

  /** Ends all sessions of the user but one; pass an empty string for all. */
  void endAll(Rows rows, UserRow user, String except) {
    rows.removeSessions(user, except);
    revoked(user.tenantId());
  }

  /** To be called in the transaction that takes credentials of the tenant away, or their roles. */
  void revoked(UUID tenant) {
    store.afterCommit(() -> revocations.rise(tenant));
  }
}
