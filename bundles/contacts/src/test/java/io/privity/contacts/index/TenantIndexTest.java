// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.api.contacts.Contacts;
import io.privity.api.rights.Processing.Permission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.RunWith;

/** The index against a list that is searched naively. */
@RunWith(JUnitQuickcheck.class)
public class TenantIndexTest {
  private static final String[] SYLLABLES = {
    "an", "na", "be", "ro", "ß", "łó", "mü", "ann", "x", " ", "Iv", "ов", "김", "q", "-", "e"
  };
  private static final String[] TAGS = {"vip", "magic", "Ünï", "rare"};

  /** A contact as a naive list holds it. */
  private record Naive(UUID id, long version, String name, String email, String phone, String tag) {

    String json() {
      return "{\"id\":\""
          + id
          + "\",\"name\":{\"full\":\""
          + name
          + "\"},\"emails\":["
          + (email == null ? "" : "{\"label\":\"work\",\"address\":\"" + email + "\"}")
          + "],\"phones\":["
          + (phone == null ? "" : "{\"number\":\"" + phone + "\"}")
          + "],\"tags\":["
          + (tag == null ? "" : "\"" + tag + "\"")
          + "],\"custom\":{\"a\":[1]}}";
    }

    Change change() {
      byte[] json = json().getBytes(StandardCharsets.UTF_8);
      SearchFields fields = SearchFields.of(json);
      Entry entry = Entry.opened(id, id.getLeastSignificantBits() >>> 1, version, json, fields);
      return new Change(id, entry, fields, version == 1);
    }
  }

  private static final Permission ALL = (leaf, purposes) -> true;

  private final TenantIndex index = new TenantIndex();
  private final Map<UUID, Naive> model = new HashMap<>();

  @Property(trials = 6)
  public void agreesWithANaiveList(long seed) {
    Random random = new Random(seed);
    int steps = 1500;
    for (int i = 0; i < steps; i++) {
      step(random, i);
      if (i % 150 == 149) {
        for (int j = 0; j < 12; j++) {
          compare(query(random), 1 + random.nextInt(30), permission(random));
        }
      }
    }
    assertEquals(model.size(), index.size());
    for (Naive contact : model.values()) {
      Entry entry = index.find(contact.id());
      assertEquals(contact.version(), entry.version());
      assertEquals(contact.json(), new String(entry.json(), StandardCharsets.UTF_8));
    }
    for (UUID id : List.copyOf(model.keySet())) {
      delete(id);
    }
    assertEquals(0, index.size());
    assertEquals(0, index.bytes());
    compare(new Contacts.Query(null, null, null, null, true), 5, ALL);
  }

  @Test
  public void aLateChangeBringsNothingBack() {
    Naive first = naive(new Random(1), new UUID(7, 7), 1);
    Naive second = naive(new Random(2), new UUID(7, 7), 2);
    index.apply(second.change());
    assertNull("a replacement of what is gone", index.find(first.id()));
    index.apply(first.change());
    index.apply(second.change());
    index.apply(first.change());
    assertEquals(2, index.find(first.id()).version());
    index.apply(Change.deleted(first.id()));
    index.apply(second.change());
    assertNull(index.find(first.id()));
  }

  @Test
  public void aPlaceOutlivesItsContact() {
    for (int i = 0; i < 9; i++) {
      Naive contact = new Naive(new UUID(0, 100 + i), 1, "n" + i, null, null, null);
      model.put(contact.id(), contact);
      index.apply(contact.change());
    }
    Wanted wanted = Wanted.of(new Contacts.Query(null, null, null, null, true), ALL);
    ContactView.Found page = index.list(wanted, null, 4);
    page.entries().forEach(entry -> delete(entry.id()));
    List<Entry> rest = index.list(wanted, Place.of(page.next()), 9).entries();
    assertEquals(5, rest.size());
    assertEquals(new UUID(0, 104), rest.get(0).id());
  }

  @Test
  public void equalPurposesAreKeptOnce() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UUID id = new UUID(1, i);
      String purposes = i < 2 ? "\"newsletter\",\"sales\"" : "";
      byte[] json =
          ("{\"id\":\"" + id + "\",\"organization\":\"x\",\"purposes\":[" + purposes + "]}")
              .getBytes(StandardCharsets.UTF_8);
      SearchFields fields = SearchFields.of(json);
      index.apply(new Change(id, Entry.opened(id, i, 1, json, fields), fields, true));
      entries.add(index.find(id));
    }
    assertEquals(List.of("newsletter", "sales"), entries.get(0).purposes());
    assertSame(entries.get(0).purposes(), entries.get(1).purposes());
    assertEquals(List.of("unassigned"), entries.get(2).purposes());
  }

  @Test
  public void damagedContactsAreFoundButNotListed() {
    UUID id = new UUID(1, 1);
    List<Entry> rows = List.of(Entry.damaged(id, 3, 5));
    rows.forEach(entry -> index.load(entry, null));
    index.loaded(rows);
    assertTrue(index.find(id).isDamaged());
    assertEquals(1, index.damaged());
    assertTrue(
        index
            .list(Wanted.of(new Contacts.Query(null, null, null, null, false), ALL), null, 5)
            .entries()
            .isEmpty());
    index.apply(Change.deleted(id));
    assertEquals(0, index.damaged());
  }

  @Test
  public void aContactCostsLittleMoreThanItsDocument() {
    Naive contact =
        new Naive(
            UUID.randomUUID(), 1, "Kateřina García-López", "a@example.com", "+41 44 1", "vip");
    index.apply(contact.change());
    assertTrue(index.bytes() - contact.json().length() < 420);
  }

  private void step(Random random, int i) {
    int what = random.nextInt(10);
    if (what < 6 || model.isEmpty()) {
      put(naive(random, new UUID(i << 16, random.nextLong()), 1));
    } else {
      List<UUID> ids = new ArrayList<>(model.keySet());
      UUID id = ids.get(random.nextInt(ids.size()));
      if (what < 8) {
        put(naive(random, id, model.get(id).version() + 1));
      } else {
        delete(id);
      }
    }
  }

  private void put(Naive contact) {
    model.put(contact.id(), contact);
    index.apply(contact.change());
  }

  private void delete(UUID id) {
    model.remove(id);
    index.apply(Change.deleted(id));
  }

  private static Naive naive(Random random, UUID id, long version) {
    return new Naive(
        id,
        version,
        name(random, 1 + random.nextInt(7)) + "z",
        random.nextInt(3) == 0 ? null : "P" + random.nextInt(300) + "@example.com",
        random.nextInt(3) == 0 ? null : "+41 44 " + random.nextInt(300),
        random.nextInt(3) == 0 ? TAGS[Math.min(3, random.nextInt(40) / 12)] : null);
  }

  private static String name(Random random, int syllables) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return name.toString();
  }

  private static Contacts.Query query(Random random) {
    return new Contacts.Query(
        random.nextInt(4) == 0 ? null : name(random, 1 + random.nextInt(3)),
        random.nextInt(6) == 0 ? "p" + random.nextInt(300) + "@EXAMPLE.com" : null,
        random.nextInt(6) == 0 ? "004144" + random.nextInt(300) : null,
        random.nextInt(4) == 0 ? TAGS[random.nextInt(TAGS.length)] : null,
        random.nextBoolean());
  }

  /** Everybody, or some, or hardly anybody. */
  private static Permission permission(Random random) {
    int share = random.nextInt(4);
    return share == 0 ? ALL : (leaf, purposes) -> leaf % 4 >= share;
  }

  private void compare(Contacts.Query query, int limit, Permission permission) {
    Wanted wanted = Wanted.of(query, permission);
    List<UUID> expected =
        model.values().stream()
            .map(contact -> contact.change())
            .filter(change -> matches(query, model.get(change.id())))
            .map(Change::entry)
            .filter(entry -> permission.covers(entry.leaf(), entry.purposes()))
            .sorted(wanted.order())
            .map(Entry::id)
            .collect(Collectors.toList());
    List<UUID> found = new ArrayList<>();
    String after = null;
    do {
      ContactView.Found page = index.list(wanted, Place.of(after), limit);
      assertTrue(page.entries().size() <= limit);
      page.entries().forEach(entry -> found.add(entry.id()));
      after = page.next();
    } while (after != null);
    assertEquals(query + " " + limit, expected, found);
  }

  private static boolean matches(Contacts.Query query, Naive contact) {
    return (query.text() == null
            || Folding.fold(contact.name()).contains(Folding.fold(query.text())))
        && (query.email() == null || query.email().equalsIgnoreCase(contact.email()))
        && (query.phone() == null
            || contact.phone() != null
                && Keys.phone(query.phone()).equals(Keys.phone(contact.phone())))
        && (query.tag() == null || query.tag().equals(contact.tag()));
  }
}
