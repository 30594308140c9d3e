// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.privity.api.caller.Caller;
import io.privity.api.tenants.Tenants.Settings;
import io.privity.tenants.store.CredentialRow;
import io.privity.tenants.store.Rows;
import io.privity.tenants.store.TenantRow;
import io.privity.tenants.store.TenantStore;
import io.privity.tenants.store.UserRow;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept of a tenant, as JSON: for who takes it away, and then for its end. */
@Component(service = TenantRecords.class)
public final class TenantRecords {
  private static final ObjectWriter JSON = new ObjectMapper().writer();

  private final TenantStore store;
  private final Accounts accounts;
  private final TenantSettings settings;
  private final Sessions sessions;

  private record Kept(TenantRow tenant, List<UserRow> users, List<CredentialRow> tokens) {}

  @Activate
  public TenantRecords(
      @Reference TenantStore store,
      @Reference Accounts accounts,
      @Reference TenantSettings settings,
      @Reference Sessions sessions) {
    this.store = store;
    this.accounts = accounts;
    this.settings = settings;
    this.sessions = sessions;
  }

  /** Hands over the caller's tenant, its users and their tokens; nothing for one that is gone. */
  public void forEach(Caller caller, Consumer<byte[]> sink) {
    store
        .in(rows -> rows.tenant(caller.tenant()).map(row -> kept(rows, row)))
        .ifPresent(kept -> forEach(caller, kept, sink));
  }

  private Kept kept(Rows rows, TenantRow tenant) {
    UUID id = UUID.fromString(tenant.tenant);
    List<UserRow> users = rows.users(id).stream().filter(user -> !accounts.isErased(user)).toList();
    return new Kept(tenant, users, rows.tokens(id, null, Integer.MAX_VALUE));
  }

  private void forEach(Caller caller, Kept kept, Consumer<byte[]> sink) {
    sink.accept(tenant(caller, kept.tenant()));
    Map<String, UserRow> users =
        kept.users().stream().collect(Collectors.toMap(user -> user.id, Function.identity()));
    users.values().forEach(user -> sink.accept(user(caller, user)));
    for (CredentialRow token : kept.tokens()) {
      if (users.containsKey(token.user)) {
        sink.accept(token(caller, users.get(token.user), token));
      }
    }
  }

  private byte[] tenant(Caller caller, TenantRow row) {
    Settings value = settings.versioned(caller, row).value();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("type", "tenant");
    record.put("id", value.id());
    record.put("name", value.name());
    record.put("language", value.language());
    record.put("timeZone", value.timeZone());
    record.put("country", value.country());
    record.put("dpo", value.dpo());
    record.put("breachContacts", value.breachContacts());
    record.put("namesUsers", value.namesUsers());
    record.put("agreement", value.agreement());
    record.put("createdAt", value.createdAt().toString());
    return json(record);
  }

  private byte[] user(Caller caller, UserRow user) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("type", "user");
    record.put("id", user.id);
    record.put("email", accounts.email(caller, user));
    record.put("name", accounts.displayName(caller, user));
    record.put("roles", user.roleNames());
    record.put("createdAt", Instant.ofEpochMilli(user.created).toString());
    return json(record);
  }

  private byte[] token(Caller caller, UserRow user, CredentialRow token) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("type", "token");
    record.put("id", token.id);
    record.put("user", user.id);
    record.put("name", accounts.tokenName(caller, user, token.id, token.name));
    record.put("role", token.role);
    record.put("purpose", token.purpose);
    record.put("createdAt", Instant.ofEpochMilli(token.created).toString());
    record.put("expires", Instant.ofEpochMilli(token.expires).toString());
    return json(record);
  }

  private static byte[] json(Map<String, Object> record) {
    try {
      return JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes all rows of a tenant. */
  public void remove(UUID tenant) {
    store.in(
        rows -> {
          rows.lockTenant(tenant).ifPresent(rows::removeTenant);
          sessions.revoked(tenant);
          return null;
        });
  }
}
