// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * People of a tenant, with a marker in each place where a bundle keeps a text of a person, and all
 * that the tenant can read of them.
 */
final class Flock {
  /** Those who are to be erased. */
  static final char ERASED = 'e';

  /** Those who stay. */
  static final char CONTROL = 'c';

  private static final List<String> PLACES =
      List.of(
          "name",
          "org",
          "title",
          "mail",
          "note",
          "street",
          "url",
          "tag",
          "custom",
          "consent",
          "hold",
          "recipient",
          "field",
          "ask",
          "how",
          "objection",
          "refusal",
          "points",
          "import",
          "reject");

  /** What the index of contacts holds of each, as long as the tenant is at work. */
  private static final List<String> INDEXED =
      List.of("name", "title", "mail", "note", "street", "url", "tag", "custom", "import");

  private static final String CSV = "text/csv";

  private final Canaries canaries;
  private final List<Person> people = new ArrayList<>();
  private String imported;

  /** Someone, with the contact's id and those of the requests. */
  record Person(char group, int number, String contact, List<String> requests) {}

  Flock(Canaries canaries) {
    this.canaries = canaries;
  }

  /** The markers of a group. */
  Set<String> markers(char group) {
    return markers(group, PLACES);
  }

  /** The markers of a group that are in the server's memory when nobody asks for anything. */
  Set<String> indexed(char group) {
    return markers(group, INDEXED);
  }

  private Set<String> markers(char group, List<String> places) {
    return of(group)
        .flatMap(person -> places.stream().map(place -> marker(person, place)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Stream<Person> of(char group) {
    return people.stream().filter(person -> person.group() == group);
  }

  private String marker(Person person, String place) {
    return canaries.marker(person.group(), person.number(), place);
  }

  private String mail(Person person) {
    return marker(person, "mail") + "@example.org";
  }

  /** Plants so many of each group. */
  void plant(Api api, int erased, int control) {
    api.post("/custom-fields", Map.of("name", "canary", "type", "text")).expect(201);
    for (String basis : List.of("a", "b")) {
      api.post(
              "/purposes",
              Map.of(
                  "name",
                  "for-" + basis,
                  "title",
                  "T",
                  "description",
                  "D",
                  "basis",
                  basis,
                  "marketing",
                  false))
          .expect(201);
    }
    Stream.concat(numbers(ERASED, erased), numbers(CONTROL, control))
        .parallel()
        .map(person -> contact(api, person))
        .toList()
        .forEach(people::add);
    imported = imported(api);
    people.parallelStream().forEach(person -> records(api, person));
    people.parallelStream().forEach(person -> requests(api, person));
  }

  private static Stream<Person> numbers(char group, int count) {
    return IntStream.range(0, count).mapToObj(n -> new Person(group, n, "", List.of()));
  }

  private Person contact(Api api, Person person) {
    JsonNode created = post(api, person, "/contacts", body(person)).expect(201).json();
    return new Person(
        person.group(), person.number(), created.path("id").asText(), new ArrayList<>());
  }

  private Map<String, Object> body(Person person) {
    return Map.of(
        "name", Map.of("given", marker(person, "name"), "family", "Canary"),
        "organization", marker(person, "org"),
        "title", marker(person, "title"),
        "emails", List.of(Map.of("label", "work", "address", mail(person))),
        "notes", marker(person, "note"),
        "addresses", List.of(Map.of("label", "home", "street", marker(person, "street"))),
        "urls", List.of(Map.of("url", "https://" + marker(person, "url") + ".example.org")),
        "tags", List.of(marker(person, "tag")),
        "custom", Map.of("canary", marker(person, "custom")),
        "purposes", List.of("for-a", "for-b"));
  }

  /** Changes each contact, which can be reverted, and has a row rejected that names it. */
  private String imported(Api api) {
    StringBuilder file = new StringBuilder("emails,organization,birthday\n");
    for (Person person : people) {
      file.append(mail(person)).append(',').append(marker(person, "import")).append(",\n");
      file.append(mail(person)).append(',').append(marker(person, "reject")).append(",never\n");
    }
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
    String id = api.send("POST", "/imports", CSV, bytes).expect(202).json().path("id").asText();
    JsonNode done =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> api.get("/imports/" + id).expect(200).json(),
                job -> !job.path("state").asText().equals("running"));
    if (done.path("updated").asInt() != people.size()
        || done.path("rejected").asInt() != people.size()) {
      throw new AssertionError(done.toString());
    }
    return id;
  }

  private void records(Api api, Person person) {
    String contact = "/contacts/" + person.contact();
    post(api, person, contact + "/consents", consent(person)).expect(201);
    post(api, person, contact + "/loyalty", booking(person)).expect(201);
    post(
            api,
            person,
            contact + "/disclosures",
            Map.of(
                "recipient",
                marker(person, "recipient"),
                "fields",
                List.of(marker(person, "field"))))
        .expect(201);
    post(
            api,
            person,
            "/holds",
            Map.of(
                "contact", person.contact(),
                "data", List.of("contacts:" + person.contact() + "/birthday"),
                "ground", "legal-claims",
                "reason", marker(person, "hold"),
                "until", "2099-01-01T00:00:00Z"))
        .expect(201);
  }

  private Map<String, Object> consent(Person person) {
    return Map.of(
        "purpose", "for-a",
        "state", "given",
        "text", marker(person, "consent"),
        "channel", "web");
  }

  private Map<String, Object> booking(Person person) {
    return Map.of("points", 10, "reason", marker(person, "points"));
  }

  /** One that is refused, and then one for access, whose package holds all. */
  private void requests(Api api, Person person) {
    String objection = request(api, person, "objection", "objection");
    post(
            api,
            person,
            objection + "/refuse",
            Map.of("code", "excessive", "reason", marker(person, "refusal")))
        .expect(200);
    String access = request(api, person, "access", "ask");
    post(
            api,
            person,
            access + "/verify",
            Map.of("identityVerified", true, "how", marker(person, "how")))
        .expect(200);
    post(api, person, access + "/fulfil", Map.of()).expect(200);
  }

  private String request(Api api, Person person, String kind, String place) {
    String id =
        post(
                api,
                person,
                "/subject-requests",
                Map.of("kind", kind, "contact", person.contact(), "note", marker(person, place)))
            .expect(201)
            .json()
            .path("id")
            .asText();
    person.requests().add(id);
    return "/subject-requests/" + id;
  }

  /** Each request can be repeated: its answer is kept. */
  private static Api.Answer post(Api api, Person person, String path, Map<String, Object> body) {
    String key = person.group() + "-" + person.number() + path + body.getOrDefault("kind", "");
    return api.with("Idempotency-Key", key).post(path, body);
  }

  /** Erases a group, each by a request. */
  void erase(Api api, char group) {
    of(group).parallel().forEach(person -> erase(api, person));
  }

  private static void erase(Api api, Person person) {
    Request erasure = Request.verified(api, "erasure", person.contact());
    erasure.fulfil().expect(200);
    erasure.receipt().expect(200);
  }

  /** The markers in all that a tenant can read. */
  Set<String> readable(Api api) {
    Set<String> found = new ConcurrentSkipListSet<>();
    for (String list :
        List.of(
            "/contacts?limit=500",
            "/contacts?sort=name&limit=500",
            "/contacts?limit=500&q=" + canaries.prefix(),
            "/holds?limit=500",
            "/recipient-notices?limit=500",
            "/retained-data?limit=500",
            "/subject-requests?limit=500",
            "/information-duties?limit=500",
            "/imports?limit=500",
            "/imports/" + imported + "/rejects?limit=500",
            "/audit/entries?limit=500")) {
      pages(api, list, found);
    }
    for (String file :
        List.of(
            "/exports/contacts?format=csv",
            "/exports/contacts?format=vcard",
            "/exports/contacts?format=json",
            "/audit/log")) {
      found.addAll(canaries.in(api.get(file).expect(200).bytes()));
    }
    Api rows = api.with("Accept", CSV);
    found.addAll(canaries.in(rows.get("/imports/" + imported + "/rejects").expect(200).bytes()));
    people.parallelStream().forEach(person -> readable(api, person, found));
    return found;
  }

  private void pages(Api api, String list, Set<String> found) {
    String cursor = "";
    do {
      Api.Answer page = api.get(list + cursor).expect(200);
      found.addAll(canaries.in(page.bytes()));
      JsonNode next = page.json().path("next");
      cursor = next.isTextual() ? "&cursor=" + next.asText() : null;
    } while (cursor != null);
  }

  private void readable(Api api, Person person, Set<String> found) {
    String contact = "/contacts/" + person.contact();
    List<Api.Answer> answers = new ArrayList<>();
    for (String part : List.of("", "/loyalty", "/consents", "/disclosures", "/restriction")) {
      answers.add(api.get(contact + part));
    }
    answers.add(api.get("/contacts?email=" + marker(person, "mail") + "%40example.org"));
    for (String request : person.requests()) {
      for (String part : List.of("", "/package", "/receipt")) {
        answers.add(api.get("/subject-requests/" + request + part));
      }
    }
    answers.add(post(api, person, "/contacts", body(person)));
    answers.add(post(api, person, contact + "/consents", consent(person)));
    answers.add(post(api, person, contact + "/loyalty", booking(person)));
    answers.forEach(answer -> found.addAll(canaries.in(answer.bytes())));
  }
}
