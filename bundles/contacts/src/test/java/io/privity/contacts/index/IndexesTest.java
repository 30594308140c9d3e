// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.contacts.Contacts;
import io.privity.api.rest.Document;
import io.privity.contacts.Desk;
import io.privity.contacts.TestContacts;
import io.privity.testkit.TestKeyring;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/** Building, forgetting and scanning, through the address book. */
public class IndexesTest {
  private static final long ENOUGH = 64L << 20;

  @Test
  public void aBuildMissesNothingThatIsWrittenMeanwhile() throws Exception {
    try (Desk desk = new Desk()) {
      List<Contacts.Create> many = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        many.add(new Contacts.Create(TestContacts.named("old " + i)));
      }
      desk.book.apply(desk.caller, "x", many, null);
      try (Desk fresh = new Desk(desk.keyring, desk.caller, ENOUGH)) {
        List<String> expected = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 600; i++) {
          expected.add("old " + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> work = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
          int thread = t;
          work.add(
              threads.submit(
                  () -> {
                    start.await();
                    write(fresh, thread, expected);
                    return null;
                  }));
        }
        work.add(
            threads.submit(
                () -> {
                  start.await();
                  fresh.names(TestContacts.ALL, 500);
                  return null;
                }));
        start.countDown();
        for (Future<?> each : work) {
          each.get();
        }
        threads.shutdown();
        Collections.sort(expected);
        List<String> found = fresh.names(TestContacts.ALL, 100);
        Collections.sort(found);
        assertEquals(expected, found);
      }
    }
  }

  private static void write(Desk desk, int thread, List<String> expected) {
    for (int i = 0; i < 40; i++) {
      String name = "new " + thread + " " + i;
      Document created = desk.create(name);
      String id = desk.book.idOf(created);
      // own writes show at once
      assertEquals(name, Desk.name(desk.book.read(desk.caller, id).json()));
      if (i % 4 == 0) {
        desk.book.delete(desk.caller, id, 1);
      } else if (i % 4 == 1) {
        desk.book.replace(desk.caller, id, 1, TestContacts.named(name + "'"));
        expected.add(name + "'");
      } else {
        expected.add(name);
      }
    }
  }

  @Test
  public void theLongestUnusedTenantIsForgottenFirst() {
    TestKeyring keyring = new TestKeyring();
    try (Desk first = new Desk(keyring, TestContacts.caller(), 18_000)) {
      List<Desk> users = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Desk user = new Desk(keyring, TestContacts.caller(), ENOUGH);
        fill(user, 20);
        users.add(user);
      }
      first.book.list(users.get(0).caller, TestContacts.ALL, null, 1);
      first.book.list(users.get(1).caller, TestContacts.ALL, null, 1);
      assertEquals(2, first.book.status().tenants());
      first.book.list(users.get(0).caller, TestContacts.ALL, null, 1);
      first.book.list(users.get(2).caller, TestContacts.ALL, null, 1);
      assertEquals(2, first.book.status().tenants());
      assertEquals(0, first.book.status().scanned());
      assertTrue(first.book.status().bytes() <= 18_000);
      users.forEach(Desk::close);
    }
  }

  @Test
  public void aTenantThatDoesNotFitIsScannedWithTheSameAnswers() {
    try (Desk desk = new Desk()) {
      fill(desk, 40);
      desk.book.create(
          desk.caller, TestContacts.contact("Zoë", "z@example.com", "+41 44 1", List.of("vip")));
      String id = desk.id(desk.create("Last"));
      try (Desk small = new Desk(desk.keyring, desk.caller, 1000)) {
        for (Contacts.Query query :
            new Contacts.Query[] {
              TestContacts.ALL,
              TestContacts.BY_NAME,
              new Contacts.Query("zoe", null, null, null, false),
              new Contacts.Query("n1", null, null, null, true),
              new Contacts.Query(null, "Z@example.com", null, null, false),
              new Contacts.Query(null, null, "0041441", null, true),
              new Contacts.Query(null, null, null, "vip", false)
            }) {
          assertEquals(desk.names(query, 7), small.names(query, 7));
        }
        assertEquals(1, small.book.status().scanned());
        assertEquals(0, small.book.status().tenants());
        assertEquals("Last", Desk.name(small.book.read(desk.caller, id).json()));
        assertEquals(
            1,
            small
                .book
                .idsByEmails(desk.caller, List.of("z@example.com", "none@example.com"))
                .size());
        List<byte[]> exported = new ArrayList<>();
        small.book.export(desk.caller, "x", exported::add);
        assertEquals(42, exported.size());
        small.book.replace(desk.caller, id, 1, TestContacts.named("Changed"));
        assertEquals("Changed", Desk.name(small.book.read(desk.caller, id).json()));
        small.book.delete(desk.caller, id, 2);
        assertEquals(41, small.names(TestContacts.ALL, 50).size());
      }
    }
  }

  @Test
  public void aTenantThatOutgrowsTheMemoryIsScanned() {
    try (Desk desk = new Desk(new TestKeyring(), TestContacts.caller(), 20_000)) {
      desk.names(TestContacts.ALL, 5);
      assertEquals(1, desk.book.status().tenants());
      fill(desk, 60);
      assertEquals(0, desk.book.status().tenants());
      assertEquals(1, desk.book.status().scanned());
      assertEquals(60, desk.names(TestContacts.ALL, 500).size());
    }
  }

  private static void fill(Desk desk, int count) {
    List<Contacts.Create> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      many.add(new Contacts.Create(TestContacts.named("n" + i)));
    }
    desk.book.apply(desk.caller, "x", many, null);
  }
}
