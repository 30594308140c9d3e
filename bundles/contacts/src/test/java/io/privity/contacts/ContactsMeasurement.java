// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.contacts.Contact;
import io.privity.api.contacts.Contacts;
import io.privity.api.privacy.Subject;
import io.privity.contacts.privacy.ContactSubjects;
import io.privity.testkit.TestKeyring;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures 100,000 contacts on a store in memory: bulk creation, building the index, its memory,
 * and CPU time of searches. Run by hand; no test.
 */
public final class ContactsMeasurement {
  private static final int CONTACTS = 100_000;
  private static final String[] GIVEN = {
    "Anna", "Jürgen", "Kateřina", "Tomáš", "Zoë", "Björn", "Yusuf", "Ümit", "Niamh", "Øyvind",
    "Giorgos", "Γιώργος", "Дмитрий", "美咲", "أحمد", "Hélène", "Wim", "Eszter", "Renée", "Chloé"
  };
  private static final String[] FAMILY = {
    "Müller",
    "Rossi",
    "García",
    "López",
    "Dvořák",
    "Kőszegi",
    "Öztürk",
    "Håkansson",
    "Ivanova",
    "Tanaka",
    "Nguyễn",
    "Ólafsdóttir",
    "van der Berg",
    "McAllister",
    "Jankauskaitė",
    "O'Brien"
  };
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private ContactsMeasurement() {}

  public static void main(String[] arguments) {
    try (Desk desk = new Desk(new TestKeyring(), TestContacts.caller(), 256L << 20)) {
      create(desk);
      build(desk);
    }
    System.exit(0);
  }

  private static void create(Desk desk) {
    Random random = new Random(1);
    long start = System.nanoTime();
    long cpu = CPU.getCurrentThreadCpuTime();
    for (int from = 0; from < CONTACTS; from += 500) {
      List<Contacts.Create> chunk = new ArrayList<>();
      for (int i = from; i < from + 500; i++) {
        chunk.add(new Contacts.Create(contact(random, i)));
      }
      desk.book.apply(desk.caller, "contacts.bulk", chunk, null);
      desk.audit.clear();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "bulk: %.0f contacts/s, %.3f ms CPU each%n",
        CONTACTS / seconds, (CPU.getCurrentThreadCpuTime() - cpu) / 1e6 / CONTACTS);
  }

  private static void build(Desk desk) {
    try (Desk fresh = new Desk(desk.keyring, desk.caller, 256L << 20)) {
      long before = heap();
      long start = System.nanoTime();
      long cpu = processCpu();
      fresh.book.list(fresh.caller, TestContacts.ALL, null, 1);
      System.out.printf(
          "build: %.2f s, %.2f s CPU of the process%n",
          (System.nanoTime() - start) / 1e9, (processCpu() - cpu) / 1e9);
      System.out.printf(
          "memory: %.1f MiB, estimated %.1f MiB%n",
          (heap() - before) / 1048576.0, fresh.opened.status().bytes() / 1048576.0);
      String id = desk.id(fresh.create("Someone"));
      fresh.book.list(fresh.caller, TestContacts.ALL, null, 1);
      measure("read by id", fresh, () -> fresh.book.read(fresh.caller, id));
      search(fresh, "list by creation", null, null, null, null, false);
      search(fresh, "list by name", null, null, null, null, true);
      search(fresh, "exact e-mail", null, "person54321@example.com", null, null, false);
      search(fresh, "exact telephone", null, null, "+41 44 054321", null, false);
      search(fresh, "tag, frequent, by name", null, null, null, "vip", true);
      search(fresh, "tag, rare", null, null, null, "rare", true);
      for (String text :
          new String[] {
            "muller",
            "anna 54321",
            "54321",
            "321",
            "zzz",
            "a",
            "q",
            "9 ",
            "nna 9 mül",
            "ни",
            "咲",
            "wim",
            "anna",
            "ann",
            "e",
            "rossi 5"
          }) {
        search(fresh, "text '" + text + "' by name", text, null, null, null, true);
      }
      search(fresh, "text 'anna' by creation", "anna", null, null, null, false);
      ContactSubjects subjects = new ContactSubjects(fresh.opened);
      Subject someone = subjects.find(fresh.caller, id).orElseThrow();
      String note = "Met Anna Rossi 54321 and Jürgen at the Fair in Zürich, then ".repeat(16);
      measure(
          "people in a note of 960 characters",
          fresh,
          () -> subjects.mentions(fresh.caller, someone, note));
      erase(fresh, subjects);
      for (int i = 0; i < 2000; i++) {
        fresh.create("Warm " + i);
      }
      measure("create (without audit's row)", fresh, () -> fresh.create("Someone else"));
    }
  }

  /** Erasures in a row, without the puncture, which is the keyring's. */
  private static void erase(Desk desk, ContactSubjects subjects) {
    List<Subject> some = new ArrayList<>();
    subjects.forEach(desk.caller, some::add);
    long[] nanos = new long[1000];
    for (int i = 0; i < nanos.length; i++) {
      Subject each = some.get(i * 97);
      long start = System.nanoTime();
      desk.opened.erase(each.tenant(), each.id(), each.leaf());
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "erasure of a contact: p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
        nanos[500] / 1e6, nanos[990] / 1e6, nanos[999] / 1e6);
  }

  private static void search(
      Desk desk, String what, String text, String email, String phone, String tag, boolean byName) {
    Contacts.Query query = new Contacts.Query(text, email, phone, tag, byName);
    int hits = desk.book.list(desk.caller, query, null, 50).items().size();
    measure(what + " (" + hits + ")", desk, () -> desk.book.list(desk.caller, query, null, 50));
  }

  private static void measure(String what, Desk desk, Runnable call) {
    long until = System.nanoTime() + 700_000_000L;
    while (System.nanoTime() < until) {
      call.run();
    }
    desk.audit.clear();
    long cpu = CPU.getCurrentThreadCpuTime();
    int count = 0;
    until = System.nanoTime() + 500_000_000L;
    while (System.nanoTime() < until) {
      call.run();
      count++;
    }
    desk.audit.clear();
    System.out.printf(
        "%-45s %.4f ms CPU%n", what, (CPU.getCurrentThreadCpuTime() - cpu) / 1e6 / count);
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static Contact contact(Random random, int i) {
    String given = GIVEN[random.nextInt(GIVEN.length)];
    String family = FAMILY[random.nextInt(FAMILY.length)] + " " + random.nextInt(CONTACTS);
    return new Contact(
        null,
        new Contact.Name(null, given, null, family, null, null),
        "Société Générale d'Événements",
        "CEO",
        List.of(new Contact.Email("work", "person" + i + "@example.com")),
        List.of(new Contact.Phone("mobile", String.format("+41 44 %06d", i))),
        List.of(new Contact.Address("home", "Straße 1", "Zürich", null, "8001", "Switzerland")),
        "1970-05-21",
        null,
        "Met at the fair",
        i % 5000 == 0 ? List.of("vip", "rare") : i % 3 == 0 ? List.of("vip") : null,
        "import:1",
        null,
        null,
        null,
        null);
  }
}
