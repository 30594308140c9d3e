// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.tenants.Authenticator;
import io.privity.tenants.store.CredentialRow;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Knows the credentials in use. What another node took away shows within a second, when a
 * credential is read again; what this node took away shows at once, through {@link Revocations}.
 */
@Component
public final class TokenAuthenticator implements Authenticator {
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(900);
  private static final int KNOWN = 50_000;

  private record Key(UUID tenant, UUID id) {}

  /** A credential as it was read, and when. */
  private record Known(
      byte[] hash,
      boolean token,
      String principal,
      long leaf,
      String credential,
      Set<Role> roles,
      String purpose,
      long expires,
      long count,
      long readAt) {}

  private final TenantStore store;
  private final Revocations revocations;
  private final ClientAddresses addresses;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Cache<Key, Known> known = Caffeine.newBuilder().maximumSize(KNOWN).build();

  @Activate
  public TokenAuthenticator(
      @Reference TenantStore store,
      @Reference Revocations revocations,
      @Reference ClientAddresses addresses) {
    this(store, revocations, addresses, Clock.systemUTC(), System::nanoTime);
  }

  TokenAuthenticator(
      TenantStore store,
      Revocations revocations,
      ClientAddresses addresses,
      Clock clock,
      LongSupplier nanos) {
    this.store = store;
    this.revocations = revocations;
    this.addresses = addresses;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public Optional<Caller> authenticate(String token, String purpose, String address) {
    Bearer bearer = Bearer.parse(token);
    if (bearer == null || bearer.kind() == Bearer.Kind.INVITATION) {
      return Optional.empty();
    }
    Known credential = known(bearer);
    if (credential == null
        || credential.token != (bearer.kind() == Bearer.Kind.TOKEN)
        || credential.expires <= clock.millis()
        || !Secret.matches(token, credential.hash)) {
      return Optional.empty();
    }
    return Optional.of(
        new Caller(
            bearer.tenant(),
            credential.principal,
            credential.leaf,
            credential.credential,
            credential.roles,
            purpose == null ? credential.purpose : purpose,
            addresses.hash(address)));
  }

  private Known known(Bearer bearer) {
    Key key = new Key(bearer.tenant(), bearer.id());
    Known seen = known.getIfPresent(key);
    if (seen != null && isFresh(key, seen)) {
      return seen;
    }
    // one reads, the others wait for it
    return known
        .asMap()
        .compute(key, (k, last) -> last != null && isFresh(k, last) ? last : read(k));
  }

  private boolean isFresh(Key key, Known credential) {
    return credential.count == revocations.count(key.tenant)
        && nanos.getAsLong() - credential.readAt < FRESH;
  }

  private Known read(Key key) {
    // before the rows: what is taken away meanwhile makes this one stale
    long count = revocations.count(key.tenant);
    long readAt = nanos.getAsLong();
    return store
        .in(rows -> rows.known(key.tenant, key.id))
        .filter(row -> !row.tenant().isSuspended())
        .map(row -> known(row, count, readAt))
        .orElse(null);
  }

  private static Known known(Rows.Known row, long count, long readAt) {
    CredentialRow credential = row.credential();
    UserRow user = row.user();
    return new Known(
        credential.hash,
        credential.isToken(),
        user.id,
        user.leaf,
        credential.id,
        credential.isToken() ? tokenRoles(credential, user) : Set.copyOf(user.roles()),
        credential.purpose == null ? Caller.UNASSIGNED : credential.purpose,
        credential.expires,
        count,
        readAt);
  }

  /** A token loses what its user lost. */
  private static Set<Role> tokenRoles(CredentialRow token, UserRow user) {
    Role role = Role.of(token.role);
    return TokenRoles.mayGrant(user.roles(), role) ? Set.of(role) : Set.of();
  }
}
