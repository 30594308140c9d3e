// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.api.rest.Document;
import io.privity.contacts.store.ContactStore;
import io.privity.testkit.TestAuditLog;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An address book on a store in memory, and someone who uses it. */
public final class Desk implements AutoCloseable {
  private static final TestStore DATABASE = TestStore.migrated("db/contacts.xml");
  private static final ContactStore STORE =
      new ContactStore(
          DATABASE.jpa("contacts"),
          DATABASE.dataSource(),
          DATABASE.transactions(),
          DATABASE.schema());

  public final TestStore database = DATABASE;
  public final ContactStore store = STORE;
  public final TestKeyring keyring;
  public final TestAuditLog audit = new TestAuditLog(database.transactions());
  public final TestIdempotencyKeys keys = new TestIdempotencyKeys(database.transactions());
  public final Shredder shredder;
  public final TestProcessing processing = new TestProcessing();
  public final TestSuppressions suppressions = new TestSuppressions(database.transactions());

  /** The leaves of those who may not be deleted. */
  public final Set<Long> retained = ConcurrentHashMap.newKeySet();

  public final OpenedContacts opened;
  public final AddressBook book;
  public final Caller caller;

  public Desk() {
    this(new TestKeyring(), TestContacts.caller(), 64L << 20);
  }

  /** Another server on the same store. */
  public Desk(TestKeyring keyring, Caller caller, long budget) {
    this.keyring = keyring;
    this.caller = caller;
    this.shredder = new Shredder(keyring, store, database.transactions());
    this.opened = new OpenedContacts(store, keyring, audit, database.transactions(), budget);
    this.book =
        new AddressBook(
            store,
            keyring,
            audit,
            database.transactions(),
            shredder,
            opened,
            processing,
            suppressions,
            (asking, subjects) -> Set.copyOf(retained),
            Clock.systemUTC());
  }

  public Document create(String name) {
    return book.create(caller, TestContacts.named(name));
  }

  public String id(Document document) {
    return book.idOf(document);
  }

  /** Punctures what is noted, as a server does at its start. */
  public void finishShredding() {
    shredder.finish();
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
    opened.close();
    shredder.stop();
  }
}
