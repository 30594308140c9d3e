// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.privity.api.encryption.RecordName;
import io.privity.api.tenants.Tenants.Settings;
import io.privity.tenants.store.TenantRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** What a tenant sets itself, as it is sealed: under the tenant's own leaf, with its version. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SealedSettings(
    String name,
    String language,
    String timeZone,
    String country,
    String dpo,
    List<String> breachContacts,
    boolean namesUsers) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter WRITER = MAPPER.writerFor(SealedSettings.class);
  private static final ObjectReader READER = MAPPER.readerFor(SealedSettings.class);

  static SealedSettings none() {
    return new SealedSettings(null, null, null, null, null, List.of(), false);
  }

  static SealedSettings of(Settings settings) {
    return new SealedSettings(
        settings.name(),
        settings.language(),
        settings.timeZone(),
        settings.country(),
        settings.dpo(),
        settings.breachContacts() == null ? List.of() : settings.breachContacts(),
        settings.namesUsers());
  }

  Settings with(TenantRow row) {
    return new Settings(
        row.tenant,
        name,
        language,
        timeZone,
        country,
        dpo,
        breachContacts,
        namesUsers,
        row.agreement,
        row.endRequested == null ? null : Instant.ofEpochMilli(row.endRequested),
        Instant.ofEpochMilli(row.created));
  }

  byte[] json() {
    try {
      return WRITER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SealedSettings of(byte[] json) {
    try {
      return READER.readValue(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RecordName name(TenantRow row) {
    return new RecordName(row.leaf, "tenant", row.tenant, row.version);
  }
}
