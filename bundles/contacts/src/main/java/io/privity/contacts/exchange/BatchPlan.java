// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.problem.Kind;
import io.privity.api.rest.Document;
import io.privity.contacts.exchange.format.ContactJson;
import io.privity.contacts.exchange.format.Item;
import io.privity.contacts.index.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of a file's contacts does: one whose e-mail address is that of exactly one contact,
 * in the book or earlier in the batch, is united with it; any other is created. One that has the
 * address of a contact that may not be used now is refused, so that it comes not a second time.
 */
final class BatchPlan {
  private static final Contacts.Known NOBODY = new Contacts.Known(List.of(), false);

  /** One change and the items that make it. */
  static final class Step {
    final List<Item.Accepted> items = new ArrayList<>(1);

    /** The contact as it was, or null for a new one. */
    final Document before;

    private final String id;
    private final Contact known;
    private Contact contact;

    private Step(String id, Document before, Contact contact) {
      this.id = id;
      this.before = before;
      this.known = contact;
      this.contact = contact;
    }

    /** Someone who was erased comes back by it only when every line of it may do so. */
    Contacts.Change change(Set<Long> allowed) {
      boolean knowingly = items.stream().allMatch(item -> allowed.contains(item.line()));
      return id == null
          ? new Contacts.Create(contact, knowingly)
          : new Contacts.Update(id, contact, knowingly);
    }

    /** False when the file says nothing of the contact that is not known. */
    boolean changes() {
      return id == null || !contact.equals(known);
    }

    boolean creates() {
      return id == null;
    }
  }

  private final Contacts contacts;
  private final Caller caller;
  private final String source;
  private final Map<String, Contacts.Known> inTheBook;
  private final List<Item.Rejected> refused = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Set<Step>> byEmail = new HashMap<>();
  private final Map<String, Step> byId = new HashMap<>();

  /**
   * @param source what new contacts name as their source where the file names none
   */
  BatchPlan(Contacts contacts, Caller caller, String source, List<Item.Accepted> items) {
    this.contacts = contacts;
    this.caller = caller;
    this.source = source;
    this.inTheBook = contacts.knownByEmails(caller, addresses(items));
    items.forEach(this::add);
  }

  private static Set<String> addresses(List<Item.Accepted> items) {
    Set<String> addresses = new HashSet<>();
    items.forEach(item -> item.contact().emails().forEach(email -> addresses.add(email.address())));
    return addresses;
  }

  /** What is to be done. */
  List<Step> steps() {
    return steps.stream().filter(Step::changes).toList();
  }

  /** What is of people whose data may not be used now. */
  List<Item.Rejected> refused() {
    return refused;
  }

  /** How many items bring nothing new: their contacts stay as they are, version and all. */
  int unchanged() {
    return steps.stream().filter(step -> !step.changes()).mapToInt(step -> step.items.size()).sum();
  }

  private void add(Item.Accepted item) {
    if (item.contact().emails().stream().anyMatch(this::isWithheld)) {
      refused.add(
          new Item.Rejected(
              item.line(), "restricted", null, "The contact may not be changed now.", item.raw()));
      return;
    }
    Step step = match(item.contact());
    if (step == null) {
      Contact contact = item.contact();
      step = new Step(null, null, contact.source() == null ? from(contact) : contact);
      steps.add(step);
    } else {
      step.contact = Merge.of(step.contact, item.contact());
    }
    step.items.add(item);
    for (Contact.Email email : item.contact().emails()) {
      byEmail.computeIfAbsent(Keys.email(email.address()), key -> new LinkedHashSet<>(2)).add(step);
    }
  }

  private boolean isWithheld(Contact.Email email) {
    return inTheBook.getOrDefault(email.address(), NOBODY).withheld();
  }

  /** The one step or contact that the addresses lead to, else null. */
  private Step match(Contact contact) {
    if (contact.emails().isEmpty()) {
      return null;
    }
    Set<Step> matching = new HashSet<>(2);
    Set<String> known = new HashSet<>(2);
    for (Contact.Email email : contact.emails()) {
      matching.addAll(byEmail.getOrDefault(Keys.email(email.address()), Set.of()));
      for (String id : inTheBook.getOrDefault(email.address(), NOBODY).ids()) {
        Step step = byId.get(id);
        if (step != null) {
          matching.add(step);
        } else {
          known.add(id);
        }
      }
    }
    if (matching.size() + known.size() != 1) {
      return null;
    }
    return known.isEmpty() ? matching.iterator().next() : update(known.iterator().next());
  }

  private Step update(String id) {
    Document before;
    try {
      before = contacts.read(caller, id);
    } catch (ContactException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        // deleted a moment ago: then it is new
        return null;
      }
      throw e;
    }
    Contact known = ContactJson.withoutHistory(ContactJson.read(before.json()));
    Step step = new Step(id, before, known);
    steps.add(step);
    byId.put(id, step);
    return step;
  }

  private Contact from(Contact c) {
    return new Contact(
        null,
        c.name(),
        c.organization(),
        c.title(),
        c.emails(),
        c.phones(),
        c.addresses(),
        c.birthday(),
        c.urls(),
        c.notes(),
        c.tags(),
        source,
        c.custom(),
        c.purposes(),
        null,
        null);
  }
}
