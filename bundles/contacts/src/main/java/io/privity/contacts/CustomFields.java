// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.CustomField;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.contacts.store.ContactStore;
import io.privity.contacts.store.CustomFieldRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The fields that tenants define for their contacts, kept in memory once they were read. */
final class CustomFields {
  private static final String KIND = "custom-field";
  private static final int MAX_FIELDS = 200;
  private static final int MAX_TENANTS = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ContactStore store;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Map<UUID, Map<String, CustomField>> byTenant = new ConcurrentHashMap<>();

  CustomFields(ContactStore store, Keyring keyring, AuditLog audit, Transactions transactions) {
    this.store = store;
    this.keyring = keyring;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** The tenant's fields by name, sorted. */
  Map<String, CustomField> of(Caller caller) {
    if (byTenant.size() > MAX_TENANTS) {
      byTenant.clear();
    }
    // reading under the map's lock, so that what a definition removes can't come back outdated
    return byTenant.computeIfAbsent(caller.tenant(), tenant -> read(caller));
  }

  CustomField define(Caller caller, CustomField given) {
    CustomField field = CustomFieldRules.check(given);
    Map<String, CustomField> defined = of(caller);
    if (defined.containsKey(field.name())) {
      throw Refusals.fieldExists();
    }
    if (defined.size() >= MAX_FIELDS) {
      throw Refusals.invalidField("name", "There are " + MAX_FIELDS + " custom fields already.");
    }
    long leaf = keyring.newSubject(caller);
    byte[] sealed = keyring.seal(caller, name(leaf, field.name()), write(field));
    try {
      transactions.call(
          () -> {
            store.insert(new CustomFieldRow(caller.tenant(), field.name(), leaf, sealed));
            audit.record(caller, AuditEvent.list("contacts.define-field", new long[] {leaf}, KIND));
            transactions.afterCommit(() -> byTenant.remove(caller.tenant()));
            return null;
          });
    } catch (StoreException e) {
      if (e.code().equals(StoreException.DUPLICATE)) {
        byTenant.remove(caller.tenant());
        throw Refusals.fieldExists();
      }
      throw e;
    }
    return field;
  }

  void forget(UUID tenant) {
    byTenant.remove(tenant);
  }

  private Map<String, CustomField> read(Caller caller) {
    Map<String, CustomField> fields = new TreeMap<>();
    for (CustomFieldRow row : store.customFields(caller.tenant())) {
      try {
        byte[] json = keyring.open(caller, name(row.leaf(), row.name()), row.sealed());
        fields.put(row.name(), JSON.readValue(json, CustomField.class));
      } catch (EncryptionException e) {
        if (!e.code().equals(EncryptionException.RECORD_DAMAGED)) {
          throw e;
        }
        // the others still serve; values of this one are refused as undefined
        audit.recordRefusal(
            caller, AuditEvent.failed("contacts.custom-fields", "", Refusals.DAMAGED));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  private static RecordName name(long leaf, String field) {
    return new RecordName(leaf, KIND, field, 0);
  }

  private static byte[] write(CustomField field) {
    try {
      return JSON.writeValueAsBytes(field);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
