// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;

/** The rows, for the length of one piece of work; what is changed on them is written at its end. */
public final class Rows {
  /** A credential with its user and tenant. */
  public record Known(CredentialRow credential, UserRow user, TenantRow tenant) {}

  private final EntityManager em;

  Rows(EntityManager em) {
    this.em = em;
  }

  public Optional<TenantRow> tenant(UUID tenant) {
    return Optional.ofNullable(em.find(TenantRow.class, tenant.toString()));
  }

  /** The tenant, locked until the end of the transaction: whoever changes its users waits here. */
  public Optional<TenantRow> lockTenant(UUID tenant) {
    return Optional.ofNullable(
        em.find(TenantRow.class, tenant.toString(), LockModeType.PESSIMISTIC_WRITE));
  }

  public List<TenantRow> tenants() {
    return em.createNamedQuery("tenant.all", TenantRow.class).getResultList();
  }

  /** The number of users of each tenant. */
  public Map<String, Integer> userCounts() {
    Map<String, Integer> counts = new HashMap<>();
    for (Object[] row : em.createNamedQuery("user.count", Object[].class).getResultList()) {
      counts.put((String) row[0], ((Number) row[1]).intValue());
    }
    return counts;
  }

  public Optional<UserRow> user(UUID tenant, String user) {
    return Optional.ofNullable(em.find(UserRow.class, new TenantKey(tenant.toString(), user)));
  }

  public Optional<UserRow> lockUser(UUID tenant, String user) {
    return Optional.ofNullable(
        em.find(
            UserRow.class, new TenantKey(tenant.toString(), user), LockModeType.PESSIMISTIC_WRITE));
  }

  public List<UserRow> users(UUID tenant) {
    return em.createNamedQuery("user.all", UserRow.class)
        .setParameter("tenant", tenant.toString())
        .getResultList();
  }

  public List<UserRow> users(UUID tenant, String after, int limit) {
    return em.createNamedQuery("user.page", UserRow.class)
        .setParameter("tenant", tenant.toString())
        .setParameter("after", after == null ? "" : after)
        .setMaxResults(limit)
        .getResultList();
  }

  public Optional<LoginRow> login(byte[] hash) {
    return Optional.ofNullable(em.find(LoginRow.class, hash));
  }

  public Optional<CredentialRow> credential(UUID tenant, String id) {
    return Optional.ofNullable(em.find(CredentialRow.class, new TenantKey(tenant.toString(), id)));
  }

  public Optional<Known> known(UUID tenant, UUID credential) {
    return em
        .createNamedQuery("credential.known", Object[].class)
        .setParameter("tenant", tenant.toString())
        .setParameter("id", credential.toString())
        .getResultList()
        .stream()
        .findFirst()
        .map(row -> new Known((CredentialRow) row[0], (UserRow) row[1], (TenantRow) row[2]));
  }

  public List<CredentialRow> tokens(UUID tenant, String after, int limit) {
    return em.createNamedQuery("credential.tokens", CredentialRow.class)
        .setParameter("tenant", tenant.toString())
        .setParameter("after", after == null ? "" : after)
        .setMaxResults(limit)
        .getResultList();
  }

  public List<CredentialRow> tokensOf(UUID tenant, String user, String after, int limit) {
    return em.createNamedQuery("credential.tokensOf", CredentialRow.class)
        .setParameter("tenant", tenant.toString())
        .setParameter("user", user)
        .setParameter("after", after == null ? "" : after)
        .setMaxResults(limit)
        .getResultList();
  }

  public void add(Object row) {
    em.persist(row);
  }

  /** Writes now what is still to be written, so that a duplicate shows here. */
  public void flush() {
    em.flush();
  }

  public void remove(Object row) {
    em.remove(row);
  }

  /** True while there is such an operator's invitation. */
  public boolean hasInvite(byte[] hash, long now) {
    InviteRow invite = em.find(InviteRow.class, hash);
    return invite != null && invite.expires > now;
  }

  /** Takes an operator's invitation out. False when there is none, or it expired. */
  public boolean takeInvite(byte[] hash, long now) {
    return em.createNamedQuery("invite.take")
            .setParameter("hash", hash)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  public void removeExpiredInvites(long now) {
    em.createNamedQuery("invite.expired").setParameter("now", now).executeUpdate();
  }

  public void removeExpiredCredentials(UserRow user, long now) {
    em.createNamedQuery("credential.expired")
        .setParameter("tenant", user.tenant)
        .setParameter("user", user.id)
        .setParameter("now", now)
        .executeUpdate();
  }

  /** Ends the user's sessions, but for the one with this id. */
  public void removeSessions(UserRow user, String except) {
    em.createNamedQuery("credential.sessionsEnded")
        .setParameter("tenant", user.tenant)
        .setParameter("user", user.id)
        .setParameter("except", except)
        .executeUpdate();
  }

  /** Removes the user with login, sessions and tokens. */
  public void removeUser(UserRow user) {
    for (String query : List.of("login.removed", "credential.removed")) {
      em.createNamedQuery(query)
          .setParameter("tenant", user.tenant)
          .setParameter("user", user.id)
          .executeUpdate();
    }
    em.remove(user);
  }

  /** Removes all users of the tenant, with logins, sessions and tokens. */
  public void removeUsers(UUID tenant) {
    for (String query : List.of("login.ended", "credential.ended", "user.ended")) {
      em.createNamedQuery(query).setParameter("tenant", tenant.toString()).executeUpdate();
    }
  }

  /** Removes the tenant with everything that this bundle keeps of it, but for its departure. */
  public void removeTenant(TenantRow tenant) {
    removeUsers(UUID.fromString(tenant.tenant));
    em.remove(tenant);
  }

  /** What is left of a tenant whose destruction has begun. */
  public Optional<DepartedRow> departed(UUID tenant) {
    return Optional.ofNullable(em.find(DepartedRow.class, tenant.toString()));
  }

  /** What was to be kept until then. */
  public List<DepartedRow> departedUntil(long now) {
    return em.createNamedQuery("departed.past", DepartedRow.class)
        .setParameter("now", now)
        .getResultList();
  }
}
