// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.api.persistence.Transactions;
import io.privity.contacts.Desk;
import io.privity.contacts.TestContacts;
import io.privity.contacts.exchange.format.ContactJson;
import io.privity.contacts.exchange.format.Format;
import io.privity.contacts.store.Sql;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Imports on an address book in memory. Files are taken in, and run when the test says so. */
public final class ImportDesk implements AutoCloseable {
  public final Desk desk;
  public final Caller caller;
  final ImportStore store;
  final Pieces pieces;
  public final Sql sql;
  public final RejectedRows rejected;
  public final BeforeImages before;
  public final ImportReports reports;
  public final Imports imports;
  private final Contacts contacts;
  private final ImportWorker idle;

  public ImportDesk() {
    this(new TestKeyring(), TestContacts.caller(), UnaryOperator.identity());
  }

  /** A server on the same store; {@code between} stands between imports and contacts. */
  ImportDesk(TestKeyring keyring, Caller caller, UnaryOperator<Contacts> between) {
    this.desk = new Desk(keyring, caller, 64L << 20);
    this.caller = caller;
    TestStore database = desk.database;
    Transactions transactions = database.transactions();
    this.sql = new Sql(database.dataSource(), transactions, database.schema());
    this.store = new ImportStore(sql);
    this.pieces = new Pieces(sql, keyring);
    this.rejected = new RejectedRows(sql, keyring, desk.suppressions);
    this.before = new BeforeImages(sql, keyring);
    this.reports = new ImportReports(store, rejected, keyring, desk.audit);
    this.contacts = between.apply(desk.book);
    this.idle = worker();
    this.imports =
        new Imports(
            store, pieces, reports, idle, contacts, keyring, transactions, desk.audit, desk.keys);
    try {
      idle.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  ImportWorker worker() {
    return new ImportWorker(
        store,
        pieces,
        rejected,
        before,
        contacts,
        desk.keyring,
        desk.database.transactions(),
        desk.audit,
        Clock.systemUTC());
  }

  public String accept(Format format, String file) throws IOException {
    return accept(FileRequest.of(format, null, null, null), file.getBytes(StandardCharsets.UTF_8));
  }

  String accept(FileRequest request, byte[] file) throws IOException {
    return imports.accept(caller, request, null, new ByteArrayInputStream(file));
  }

  public ImportView run(String id) throws IOException {
    worker().runOnce(caller.tenant(), id);
    return reports.view(caller, id);
  }

  /** As if its time had come. */
  public void expire(String id) {
    ImportJob job = store.find(caller.tenant(), id);
    new ImportShredder(
            store,
            pieces,
            rejected,
            before,
            desk.keyring,
            desk.database.transactions(),
            Clock.systemUTC())
        .finished(job, job.finished() + ImportShredder.REPORT_MILLIS + 1);
  }

  public ImportView revert(String id) throws IOException {
    imports.revert(caller, id);
    return run(id);
  }

  public List<String> rejects(String id) throws IOException {
    List<String> rejects = new ArrayList<>();
    reports.rejects(caller, id, r -> rejects.add(r.line() + " " + r.code()));
    return rejects;
  }

  List<Contact> contacts() {
    List<Contact> all = new ArrayList<>();
    desk.book.export(caller, "test", json -> all.add(ContactJson.read(json)));
    return all;
  }

  public List<String> names() {
    return contacts().stream().map(contact -> contact.name().full()).toList();
  }

  public Contact byEmail(String address) {
    Map<String, Contacts.Known> known = desk.book.knownByEmails(caller, List.of(address));
    return ContactJson.read(desk.book.read(caller, known.get(address).ids().get(0)).json());
  }

  @Override
  public void close() {
    desk.close();
  }
}
