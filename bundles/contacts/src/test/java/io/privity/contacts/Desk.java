// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.api.rest.Document;
import io.privity.contacts.store.ContactStore;
import io.privity.contacts.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** An address book on a store in memory, and someone who uses it. */
public final class Desk implements AutoCloseable {
  public final TestDatabase database = TestDatabase.shared();
  public final ContactStore store = database.store();
  public final TestKeyring keyring;
  public final TestAuditLog audit = new TestAuditLog(database);
  public final TestIdempotencyKeys keys = new TestIdempotencyKeys(database);
  public final Shredder shredder;
  public final AddressBook book;
  public final Caller caller;

  public Desk() {
    this(new TestKeyring(), TestContacts.caller(), 64L << 20);
  }

  /** Another server on the same store. */
  public Desk(TestKeyring keyring, Caller caller, long budget) {
    this.keyring = keyring;
    this.caller = caller;
    this.shredder = new Shredder(keyring, store, database);
    this.book =
        new AddressBook(store, keyring, audit, database, shredder, budget, Clock.systemUTC());
  }

  public Document create(String name) {
    return book.create(caller, TestContacts.named(name));
  }

  public String id(Document document) {
    return book.idOf(document);
  }

  /** The names of a list, page by page. */
  public List<String> names(Contacts.Query query, int limit) {
    List<String> names = new ArrayList<>();
    String after = null;
    do {
      Contacts.Slice slice = book.list(caller, query, after, limit);
      slice.items().forEach(item -> names.add(name(item)));
      after = slice.next();
    } while (after != null);
    return names;
  }

  public static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  /** The full name in a document. */
  public static String name(byte[] json) {
    String text = text(json);
    int at = text.indexOf("\"full\":\"") + 8;
    return text.substring(at, text.indexOf('"', at));
  }

  public static Contact named(String name) {
    return TestContacts.named(name);
  }

  @Override
  public void close() {
    book.close();
    shredder.stop();
  }
}
