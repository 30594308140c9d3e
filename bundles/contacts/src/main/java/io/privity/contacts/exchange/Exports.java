// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contacts;
import io.privity.api.contacts.CustomField;
import io.privity.contacts.exchange.format.ExportWriter;
import io.privity.contacts.exchange.format.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports of a tenant's contacts. Thread-safe. */
@Component(service = Exports.class)
public final class Exports {
  private final Contacts contacts;

  /** An export that is about to leave. */
  @FunctionalInterface
  public interface Export {
    /** Writes it all; the audit entry is durable before the first byte. */
    void to(OutputStream out) throws IOException;
  }

  @Activate
  public Exports(@Reference Contacts contacts) {
    this.contacts = contacts;
  }

  /** All contacts of the tenant, streamed as they are written. */
  public Export contacts(Caller caller, Format format) {
    List<CustomField> fields = format == Format.CSV ? contacts.customFields(caller) : List.of();
    return out -> {
      ExportWriter writer = ExportWriter.to(out, format, fields);
      try {
        contacts.export(caller, "exports.contacts", json -> write(writer, json));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      writer.finish();
    };
  }

  private static void write(ExportWriter writer, byte[] json) {
    try {
      writer.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
