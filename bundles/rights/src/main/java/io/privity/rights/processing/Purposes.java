// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.store.PurposeStore;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The purposes that tenants define, kept in memory once they were read. Thread-safe. */
@Component(service = Purposes.class)
public final class Purposes {
  private static final String KIND = "rights-purpose";
  private static final String CATEGORY = "purpose";
  private static final int MOST = 200;
  private static final int MOST_TENANTS = 4096;

  private final PurposeStore store;
  private final SealedJson json;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Map<UUID, Map<String, Known>> byTenant = new ConcurrentHashMap<>();

  /** A purpose as it stands. */
  public record Known(Purpose purpose, long version, long leaf) {}

  @Activate
  public Purposes(
      @Reference PurposeStore store,
      @Reference SealedJson json,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this.store = store;
    this.json = json;
    this.keyring = keyring;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** The tenant's purposes by name, sorted. */
  public Map<String, Known> of(Caller caller) {
    if (byTenant.size() > MOST_TENANTS) {
      byTenant.clear();
    }
    // reading under the map's lock, so that what a change removes can't come back outdated
    return byTenant.computeIfAbsent(
        caller.tenant(), tenant -> transactions.apart(() -> read(caller)));
  }

  /** The same, for people to read. */
  public Map<String, Known> list(Caller caller) {
    Map<String, Known> all = of(caller);
    audit.recordRead(caller, AuditEvent.list("rights.purposes", new long[0], CATEGORY));
    return all;
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code no-such-purpose}
   */
  public Known require(Caller caller, String name) {
    Known known = of(caller).get(name);
    if (known == null) {
      throw Refusals.missing("purpose");
    }
    return known;
  }

  /**
   * The purposes that a property names, each once.
   *
   * @param names null for none
   * @throws io.privity.api.rights.RightsException {@code invalid-value}
   */
  Set<String> named(Caller caller, String property, Collection<String> names) {
    if (names == null) {
      return Set.of();
    }
    Set<String> defined = of(caller).keySet();
    if (names.stream().anyMatch(name -> name == null || !defined.contains(name))) {
      throw Refusals.invalid(property, property + " has names of purposes.");
    }
    return new TreeSet<>(names);
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code invalid-value}, {@code purpose-exists}
   */
  public Known define(Caller caller, Purpose purpose) {
    PurposeRules.check(purpose);
    Map<String, Known> defined = of(caller);
    if (defined.containsKey(purpose.name())) {
      throw exists();
    }
    if (defined.size() >= MOST) {
      throw Refusals.conflict("too-many-purposes", "There are " + MOST + " purposes already.");
    }
    Known known = new Known(purpose, 1, keyring.newSubject(caller));
    try {
      write(caller, "rights.define-purpose", known, row -> store.insert(caller.tenant(), row));
    } catch (StoreException e) {
      if (e.code().equals(StoreException.DUPLICATE)) {
        byTenant.remove(caller.tenant());
        throw exists();
      }
      throw e;
    }
    return known;
  }

  /**
   * Changes a purpose. Its basis stays: who was told one basis is not moved to another (WP259).
   *
   * @throws io.privity.api.rights.RightsException {@code no-such-purpose}, {@code stale-version},
   *     {@code invalid-value}
   */
  public Known change(Caller caller, String name, Purpose changed, long version) {
    Known current = require(caller, name);
    PurposeRules.check(changed);
    if (!changed.name().equals(name)) {
      throw Refusals.invalid("name", "A purpose keeps its name.");
    }
    if (!changed.basis().equals(current.purpose().basis())) {
      throw Refusals.invalid("basis", "A purpose keeps its basis; define another purpose.");
    }
    Known next = new Known(changed, version + 1, current.leaf());
    write(
        caller,
        "rights.change-purpose",
        next,
        row -> {
          if (!store.replace(caller.tenant(), row)) {
            throw Refusals.stale();
          }
        });
    return next;
  }

  private interface Writing {
    void write(PurposeStore.Row row);
  }

  private void write(Caller caller, String operation, Known known, Writing writing) {
    byte[] sealed = json.seal(caller, name(known), known.purpose());
    transactions.call(
        () -> {
          writing.write(
              new PurposeStore.Row(known.purpose().name(), known.leaf(), known.version(), sealed));
          audit.record(caller, AuditEvent.of(operation, known.purpose().name()));
          transactions.afterCommit(() -> byTenant.remove(caller.tenant()));
          return null;
        });
  }

  private Map<String, Known> read(Caller caller) {
    Map<String, Known> all = new TreeMap<>();
    for (PurposeStore.Row row : store.of(caller.tenant())) {
      RecordName name = new RecordName(row.leaf(), KIND, row.name(), row.version());
      Purpose purpose = json.open(caller, name, row.sealed(), Purpose.class);
      all.put(row.name(), new Known(purpose, row.version(), row.leaf()));
    }
    return Collections.unmodifiableMap(all);
  }

  private static RecordName name(Known known) {
    return new RecordName(known.leaf(), KIND, known.purpose().name(), known.version());
  }

  private static RuntimeException exists() {
    return Refusals.conflict("purpose-exists", "There is a purpose of that name.");
  }
}
