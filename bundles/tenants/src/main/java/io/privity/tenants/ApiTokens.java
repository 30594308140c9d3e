// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.tenants.Users.NewToken;
import io.privity.api.tenants.Users.Token;
import io.privity.api.tenants.Users.TokenRequest;
import io.privity.tenants.store.CredentialRow;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** API tokens. Users see and revoke their own; owners see and revoke all of the tenant. */
@Component(service = ApiTokens.class)
public final class ApiTokens {
  static final Duration USUAL = Duration.ofDays(90);
  private static final Duration LONGEST = Duration.ofDays(5 * 366);
  private static final int LONGEST_NAME = 100;
  private static final Pattern PURPOSE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");

  private final TenantStore store;
  private final AuditLog audit;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Clock clock;

  @Activate
  public ApiTokens(
      @Reference TenantStore store,
      @Reference AuditLog audit,
      @Reference Accounts accounts,
      @Reference Sessions sessions) {
    this(store, audit, accounts, sessions, Clock.systemUTC());
  }

  ApiTokens(TenantStore store, AuditLog audit, Accounts accounts, Sessions sessions, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.accounts = accounts;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** A token with the user whose it is. */
  private record Owned(CredentialRow token, UserRow user) {}

  List<Token> list(Caller caller, String after, int limit) {
    String operation = "tenants.token-list";
    Sides.requireTenant(audit, caller, operation);
    List<Owned> found = store.in(rows -> owned(rows, caller, after, limit));
    List<Token> tokens = found.stream().map(owned -> view(caller, owned)).toList();
    audit.recordRead(
        caller, Events.users(operation, found.stream().map(Owned::user).distinct().toList()));
    return tokens;
  }

  private static List<Owned> owned(Rows rows, Caller caller, String after, int limit) {
    List<CredentialRow> tokens =
        caller.roles().contains(Role.OWNER)
            ? rows.tokens(caller.tenant(), after, limit)
            : rows.tokensOf(caller.tenant(), caller.principal(), after, limit);
    Map<String, Optional<UserRow>> users = new HashMap<>();
    return tokens.stream()
        .flatMap(
            token ->
                users
                    .computeIfAbsent(token.user, user -> rows.user(caller.tenant(), user))
                    .map(user -> new Owned(token, user))
                    .stream())
        .toList();
  }

  NewToken create(Caller caller, TokenRequest request) {
    String operation = "tenants.token-create";
    Sides.requireTenant(audit, caller, operation);
    long now = clock.millis();
    Role role = check(request, now);
    if (!TokenRoles.mayGrant(caller.roles(), role)) {
      audit.recordRefusal(caller, AuditEvent.refused(operation, "role-too-high"));
      throw Refusals.forbidden("role-too-high", "A token can't have that role.");
    }
    if (store
        .in(rows -> rows.credential(caller.tenant(), caller.credential()))
        .filter(CredentialRow::isToken)
        .isPresent()) {
      // else a stolen token could outlive its own revocation
      audit.recordRefusal(caller, AuditEvent.refused(operation, "session-required"));
      throw Refusals.forbidden("session-required", "Only a signed-in user makes tokens.");
    }
    return store.in(
        rows -> {
          UserRow user =
              rows.user(caller.tenant(), caller.principal())
                  .orElseThrow(() -> Refusals.noSuch("user"));
          UUID id = Ids.next(now);
          String token = new Bearer(Bearer.Kind.TOKEN, caller.tenant(), id).withSecret();
          CredentialRow row = new CredentialRow();
          row.tenant = user.tenant;
          row.id = id.toString();
          row.user = user.id;
          row.kind = CredentialRow.TOKEN;
          row.hash = Secret.hash(token);
          row.created = now;
          row.expires =
              request.expires() == null ? now + USUAL.toMillis() : request.expires().toEpochMilli();
          row.name = accounts.sealTokenName(caller, user, row.id, request.name());
          row.role = role.text();
          row.purpose = request.purpose();
          rows.add(row);
          audit.record(caller, Events.of(operation, row.id, user).withDetail(row.role));
          return new NewToken(
              row.id,
              request.name(),
              row.role,
              row.purpose,
              Instant.ofEpochMilli(row.expires),
              Instant.ofEpochMilli(row.created),
              token);
        });
  }

  void revoke(Caller caller, String id) {
    String operation = "tenants.token-revoke";
    Sides.requireTenant(audit, caller, operation);
    store.in(
        rows -> {
          CredentialRow token =
              rows.credential(caller.tenant(), id)
                  .filter(CredentialRow::isToken)
                  .filter(
                      row ->
                          row.user.equals(caller.principal())
                              || caller.roles().contains(Role.OWNER))
                  .orElseThrow(() -> Refusals.noSuch("token"));
          UserRow user =
              rows.user(caller.tenant(), token.user).orElseThrow(() -> Refusals.noSuch("token"));
          rows.remove(token);
          sessions.revoked(caller.tenant());
          audit.record(caller, Events.of(operation, id, user));
          return null;
        });
  }

  private static Role check(TokenRequest request, long now) {
    if (request == null || request.name() == null) {
      throw Refusals.missing("name");
    }
    OneLine.check("name", request.name(), LONGEST_NAME);
    if (request.purpose() != null && !PURPOSE.matcher(request.purpose()).matches()) {
      throw Refusals.invalid("purpose", "purpose is not a purpose's name.");
    }
    if (request.expires() != null
        && (request.expires().isBefore(Instant.ofEpochMilli(now))
            || request.expires().isAfter(Instant.ofEpochMilli(now).plus(LONGEST)))) {
      throw Refusals.invalid("expires", "expires lies in the future, within five years.");
    }
    if (request.role() == null) {
      throw Refusals.missing("role");
    }
    try {
      return Role.of(request.role());
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid("role", "role is a role that there is not.");
    }
  }

  private Token view(Caller caller, Owned owned) {
    CredentialRow row = owned.token();
    return new Token(
        row.id,
        accounts.isErased(owned.user())
            ? null
            : accounts.tokenName(caller, owned.user(), row.id, row.name),
        row.role,
        row.purpose,
        Instant.ofEpochMilli(row.expires),
        Instant.ofEpochMilli(row.created));
  }
}
