// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.CustomField;
import io.privity.contacts.AddressBook;
import io.privity.contacts.OpenedContacts;
import io.privity.contacts.exchange.BeforeImages;
import io.privity.contacts.exchange.ImportReports;
import io.privity.contacts.exchange.ImportView;
import io.privity.contacts.exchange.RejectedRows;
import io.privity.contacts.index.Entry;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * All that the bundle keeps of a tenant, one JSON object each, which says by {@code type} what it
 * is: custom fields, contacts and what they were before imports, imports and the rows that they
 * could not take.
 */
@Component(service = TenantExport.class)
public final class TenantExport {
  private static final int PAGE = 100;

  private final OpenedContacts opened;
  private final AddressBook contacts;
  private final BeforeImages before;
  private final ImportReports imports;
  private final RejectedRows rejected;

  @Activate
  public TenantExport(
      @Reference OpenedContacts opened,
      @Reference AddressBook contacts,
      @Reference BeforeImages before,
      @Reference ImportReports imports,
      @Reference RejectedRows rejected) {
    this.opened = opened;
    this.contacts = contacts;
    this.before = before;
    this.imports = imports;
    this.rejected = rejected;
  }

  void run(Caller caller, Consumer<byte[]> sink) {
    for (CustomField field : contacts.fields(caller).values()) {
      sink.accept(line("custom-field", field));
    }
    opened
        .of(caller)
        .forEach(
            entry -> {
              sink.accept(contact(entry));
              before
                  .of(caller, entry.id().toString())
                  .forEach(
                      each -> sink.accept(line("contact-before", ContactData.read(each.json()))));
            });
    String after = null;
    List<ImportView> page;
    do {
      page = imports.list(caller, after, PAGE);
      for (ImportView job : page) {
        sink.accept(line("import", job));
        rejects(caller, job, sink);
        after = job.id();
      }
    } while (page.size() == PAGE);
  }

  private void rejects(Caller caller, ImportView job, Consumer<byte[]> sink) {
    for (long from = 0; from < job.rejected(); from += PAGE) {
      rejected
          .of(caller, job.id(), from, PAGE)
          .forEach(each -> sink.accept(line("rejected-row", each)));
    }
  }

  private static byte[] contact(Entry entry) {
    return entry.isDamaged()
        ? line("damaged-contact", entry.id().toString())
        : line("contact", ContactData.read(entry.json()));
  }

  private static byte[] line(String type, Object value) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    line.put("value", value);
    try {
      return ContactData.JSON.writeValueAsBytes(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
