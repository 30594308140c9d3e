// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Transactions;
import io.privity.api.rights.Suppressions;
import io.privity.rights.store.SuppressionStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keyed hashes, each of tenant and identifier: the table tells neither who was erased nor whether
 * two tenants erased the same person.
 */
@Component(service = {Suppressions.class, SuppressionList.class})
public final class SuppressionList implements Suppressions {
  private static final String DOMAIN = "suppression";

  private final SuppressionStore store;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  @Activate
  public SuppressionList(
      @Reference SuppressionStore store,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(store, keyring, audit, transactions, Clock.systemUTC());
  }

  SuppressionList(
      SuppressionStore store,
      Keyring keyring,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.keyring = keyring;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Set<String> suppressed(Caller caller, Collection<String> identifiers) {
    if (identifiers.isEmpty() || store.isEmpty(caller.tenant())) {
      return Set.of();
    }
    Map<String, String> byHash = new HashMap<>();
    identifiers.forEach(identifier -> byHash.put(hash(caller, identifier), identifier));
    return store.among(caller.tenant(), List.copyOf(byHash.keySet())).stream()
        .map(byHash::get)
        .collect(Collectors.toSet());
  }

  @Override
  public void lift(Caller caller, Collection<String> identifiers) {
    Set<String> lifted = suppressed(caller, identifiers);
    if (lifted.isEmpty()) {
      return;
    }
    transactions.call(
        () -> {
          lifted.forEach(identifier -> store.delete(caller.tenant(), hash(caller, identifier)));
          audit.record(
              caller,
              AuditEvent.list("rights.lift-suppression", new long[0], "suppression")
                  .withDetail(Integer.toString(lifted.size())));
          return null;
        });
  }

  /** Suppresses, in the open transaction; what is suppressed already stays so. */
  public void add(Caller caller, Collection<String> identifiers) {
    Set<String> known = suppressed(caller, identifiers);
    identifiers.stream()
        .distinct()
        .filter(identifier -> !known.contains(identifier))
        .forEach(
            identifier -> store.insert(caller.tenant(), hash(caller, identifier), clock.millis()));
  }

  private String hash(Caller caller, String identifier) {
    byte[] value = (caller.tenant() + "\n" + identifier).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(keyring.lookupHash(DOMAIN, value));
  }
}
