// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Due;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** People and what is kept of them, sealed under their own leaves, for tests. */
public final class Village implements PersonalDataHolder, Subjects {
  private record Person(Subject subject, Map<String, byte[]> sealed, Instant created) {}

  private final Keyring keyring;
  private final Caller caller;
  private final Map<String, Person> people = new LinkedHashMap<>();

  /** Why data may not be erased, by the part of its id after the slash. */
  public final Map<String, Retained> retained = new LinkedHashMap<>();

  /** How often {@link #erase} is to fail. */
  public final AtomicInteger failures = new AtomicInteger();

  /** Whether {@link #export} fails. */
  public boolean mute;

  /** Whether {@link #eraseMentions} fails. */
  public boolean talkative;

  public final List<String> mentionsErased = new ArrayList<>();

  public Village(Keyring keyring, Caller caller) {
    this.keyring = keyring;
    this.caller = caller;
  }

  /** Someone with a name and a note. */
  public Subject add(String name, String note, List<String> purposes, Instant created) {
    Subject subject =
        new Subject(
            caller.tenant(), UUID.randomUUID().toString(), keyring.newSubject(caller), purposes);
    Map<String, byte[]> sealed = new LinkedHashMap<>();
    people.put(subject.id(), new Person(subject, sealed, created));
    put(subject, "name", name);
    put(subject, "note", note);
    return subject;
  }

  private void put(Subject subject, String part, String text) {
    byte[] json = SealedJson.write(text);
    people.get(subject.id()).sealed().put(part, keyring.seal(caller, name(subject, part), json));
  }

  private byte[] open(Subject subject, String part) {
    byte[] sealed = people.get(subject.id()).sealed().get(part);
    return keyring.open(caller, name(subject, part), sealed);
  }

  private static RecordName name(Subject subject, String part) {
    return new RecordName(subject.leaf(), "person", part, 0);
  }

  public boolean has(Subject subject) {
    return people.containsKey(subject.id());
  }

  @Override
  public Declaration describe() {
    return new Declaration(
        "village_", Map.of("created", "when the person came", "imported", "the same"), List.of());
  }

  @Override
  public List<Datum> export(Caller asking, Subject subject) {
    if (mute) {
      throw new IllegalStateException("told to fail");
    }
    if (!has(subject)) {
      return List.of();
    }
    return people.get(subject.id()).sealed().keySet().stream()
        .map(
            part ->
                new Datum(
                    "village:" + subject.id() + "/" + part,
                    "contact",
                    part,
                    open(subject, part),
                    Datum.Origin.PROVIDED,
                    "",
                    people.get(subject.id()).created(),
                    subject.purposes()))
        .toList();
  }

  @Override
  public Optional<Retained> mayErase(Caller asking, Subject subject, Datum datum) {
    return Optional.ofNullable(retained.get(datum.id().substring(datum.id().indexOf('/') + 1)));
  }

  @Override
  public void eraseMentions(Caller asking, Subject subject, Set<String> identifiers) {
    if (talkative) {
      throw new IllegalStateException("told to fail");
    }
    mentionsErased.addAll(identifiers);
  }

  @Override
  public void erase(Caller asking, Subject subject) {
    if (failures.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      throw new IllegalStateException("told to fail");
    }
    people.remove(subject.id());
  }

  @Override
  public List<String> rectify(Caller asking, Subject subject, List<Correction> corrections) {
    return List.of();
  }

  @Override
  public List<Due> due(Caller asking, String event, Instant before, int limit) {
    return people.values().stream()
        .filter(person -> person.created().isBefore(before))
        .map(person -> new Due(person.subject(), person.created()))
        .toList();
  }

  @Override
  public void exportTenant(Caller asking, Consumer<byte[]> sink) {}

  @Override
  public void eraseTenant(UUID tenant) {
    people.clear();
  }

  @Override
  public Optional<Subject> find(Caller asking, String id) {
    return Optional.ofNullable(people.get(id))
        .map(Person::subject)
        .filter(subject -> subject.tenant().equals(asking.tenant()));
  }

  @Override
  public Set<String> identifiers(Caller asking, Subject subject) {
    return Set.of("email:" + displayName(asking, subject) + "@example.org");
  }

  /**
   * @throws EncryptionException once the subject's leaf is gone
   */
  @Override
  public String displayName(Caller asking, Subject subject) {
    return SealedJson.read(open(subject, "name"), String.class);
  }

  /** Every other person's name. */
  @Override
  public List<Passage> mentions(Caller asking, Subject self, String text) {
    List<Passage> passages = new ArrayList<>();
    for (Person person : people.values()) {
      String name = displayName(asking, person.subject());
      int at = text.indexOf(name);
      if (at >= 0 && !person.subject().id().equals(self.id())) {
        passages.add(new Passage(at, at + name.length()));
      }
    }
    return passages;
  }

  @Override
  public void forEach(Caller asking, Consumer<Subject> sink) {
    people.values().forEach(person -> sink.accept(person.subject()));
  }

  public static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
