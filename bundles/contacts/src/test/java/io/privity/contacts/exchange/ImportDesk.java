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
final class ImportDesk implements AutoCloseable {
  final Desk desk;
  final Caller caller;
  final ImportStore store;
  final Pieces pieces;
  final Imports imports;
  private final Contacts contacts;
  private final ImportWorker idle;

  ImportDesk() {
    this(new TestKeyring(), TestContacts.caller(), UnaryOperator.identity());
  }

  /** A server on the same store; {@code between} stands between imports and contacts. */
  ImportDesk(TestKeyring keyring, Caller caller, UnaryOperator<Contacts> between) {
    this.desk = new Desk(keyring, caller, 64L << 20);
    this.caller = caller;
    TestStore database = desk.database;
    Transactions transactions = database.transactions();
    this.store = new ImportStore(database.dataSource(), transactions, database.schema());
    this.pieces = new Pieces(database.dataSource(), keyring, transactions, database.schema());
    this.contacts = between.apply(desk.book);
    this.idle = worker();
    this.imports =
        new Imports(store, pieces, idle, contacts, keyring, transactions, desk.audit, desk.keys);
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
        contacts,
        desk.keyring,
        desk.database.transactions(),
        desk.audit,
        Clock.systemUTC());
  }

  String accept(Format format, String file) throws IOException {
    return accept(FileRequest.of(format, null, null, null), file.getBytes(StandardCharsets.UTF_8));
  }

  String accept(FileRequest request, byte[] file) throws IOException {
    return imports.accept(caller, request, null, new ByteArrayInputStream(file));
  }

  ImportView run(String id) throws IOException {
    worker().runOnce(caller.tenant(), id);
    return imports.view(caller, id);
  }

  ImportView revert(String id) throws IOException {
    imports.revert(caller, id);
    return run(id);
  }

  List<String> rejects(String id) throws IOException {
    List<String> rejects = new ArrayList<>();
    imports.rejects(caller, id, r -> rejects.add(r.line() + " " + r.code()));
    return rejects;
  }

  List<Contact> contacts() {
    List<Contact> all = new ArrayList<>();
    desk.book.export(caller, "test", json -> all.add(ContactJson.read(json)));
    return all;
  }

  List<String> names() {
    return contacts().stream().map(contact -> contact.name().full()).toList();
  }

  Contact byEmail(String address) {
    Map<String, List<String>> ids = desk.book.idsByEmails(caller, List.of(address));
    return ContactJson.read(desk.book.read(caller, ids.get(address).get(0)).json());
  }

  @Override
  public void close() {
    desk.close();
  }
}
