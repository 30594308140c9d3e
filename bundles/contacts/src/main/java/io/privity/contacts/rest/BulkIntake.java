// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.api.rest.ETags;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.api.rest.Json;
import io.privity.contacts.AddressBook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Creates contacts line by line as the body arrives, a chunk in each transaction. The results are
 * handed back at the end: a client that sends all before it reads would block otherwise.
 *
 * <p>An {@code Idempotency-Key} is taken with the first chunk that is kept, in its transaction.
 * From then on a repeat is refused, whatever became of the rest: the results are not kept, and what
 * a request that broke off has left is to be looked at before lines are sent again.
 */
final class BulkIntake {
  private static final int CHUNK = 500;
  private static final int MAX_LINE = 128 * 1024;
  private static final int MAX_LINES = 100_000;

  /** Every repeat is refused, so a key needs not tell one body from another. */
  private static final byte[] ANY_BODY = "contacts.bulk".getBytes(StandardCharsets.US_ASCII);

  /** The result of a line; what is null is left out. */
  record Result(int line, String id, String etag, String code, String message, Object property) {

    static Result refused(int line, ProblemException e) {
      return new Result(line, null, null, e.code(), e.getMessage(), e.members().get("property"));
    }
  }

  /** A line that was read: a contact, or why there is none. */
  private record Line(int number, Contact contact, ProblemException problem) {}

  private final AddressBook contacts;
  private final Json json;
  private final IdempotencyKeys keys;
  private final Caller caller;
  private final String key;
  private final Set<Long> allowed;
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final List<Line> chunk = new ArrayList<>(CHUNK);

  /** Whether a chunk is kept: from then on, the answer tells what was. */
  private boolean kept;

  /**
   * @param key the client's key for the request, or null
   * @param allowed the numbers of lines that bring erased subjects back knowingly
   */
  BulkIntake(
      AddressBook contacts,
      Json json,
      IdempotencyKeys keys,
      Caller caller,
      String key,
      Set<Long> allowed) {
    this.contacts = contacts;
    this.json = json;
    this.keys = keys;
    this.caller = caller;
    this.key = key;
    this.allowed = allowed;
  }

  /**
   * @return a line of JSON for each line that is not blank
   * @throws ProblemException when nothing was kept
   */
  byte[] run(InputStream body) throws IOException {
    Lines lines = new Lines(body, MAX_LINE);
    ProblemException broken = null;
    try {
      byte[] line = lines.next();
      while (line != null && lines.number() <= MAX_LINES) {
        chunk.add(read(lines.number(), line));
        if (chunk.size() == CHUNK) {
          keep();
        }
        line = lines.next();
      }
      if (line != null) {
        broken = tooLarge("bulk-too-large", "A request takes " + MAX_LINES + " lines at most.");
      }
    } catch (ProblemException e) {
      if (!kept) {
        throw e;
      }
      broken = e;
    }
    keep();
    if (broken != null) {
      write(Result.refused(lines.number(), broken));
    }
    return results.toByteArray();
  }

  private Line read(int number, byte[] line) {
    if (line == Lines.TOO_LONG) {
      return new Line(number, null, tooLarge("contact-too-large", "The line is too long."));
    }
    try {
      return new Line(number, json.read(line, Contact.class), null);
    } catch (ProblemException e) {
      return new Line(number, null, e);
    }
  }

  private void keep() {
    List<Contacts.Create> read =
        chunk.stream().filter(line -> line.problem() == null).map(this::creation).toList();
    Iterator<AddressBook.Created> created;
    try {
      created = create(read).iterator();
    } catch (ProblemException e) {
      if (!kept) {
        throw e;
      }
      chunk.forEach(
          line ->
              write(Result.refused(line.number(), Objects.requireNonNullElse(line.problem(), e))));
      chunk.clear();
      return;
    }
    for (Line line : chunk) {
      write(
          line.problem() != null
              ? Result.refused(line.number(), line.problem())
              : result(line.number(), created.next()));
    }
    chunk.clear();
  }

  private Contacts.Create creation(Line line) {
    return new Contacts.Create(line.contact(), allowed.contains((long) line.number()));
  }

  private List<AddressBook.Created> create(List<Contacts.Create> read) {
    if (read.isEmpty()) {
      return List.of();
    }
    List<AddressBook.Created> created = kept ? createAll(read) : createFirst(read);
    kept = true;
    return created;
  }

  private List<AddressBook.Created> createFirst(List<Contacts.Create> read) {
    List<AddressBook.Created> created = new ArrayList<>();
    String run = UUID.randomUUID().toString();
    String first =
        keys.once(
            caller,
            key,
            ANY_BODY,
            () -> {
              created.addAll(createAll(read));
              return run;
            });
    if (!first.equals(run)) {
      throw new ContactException(
          Kind.CONFLICT,
          "already-done",
          "A request with that Idempotency-Key was taken in, and its results were not kept.");
    }
    return created;
  }

  private List<AddressBook.Created> createAll(List<Contacts.Create> read) {
    return contacts.createAll(caller, "contacts.bulk", read);
  }

  private static Result result(int number, AddressBook.Created created) {
    return created.problem() != null
        ? Result.refused(number, created.problem())
        : new Result(number, created.id(), ETags.of(created.version()), null, null, null);
  }

  private void write(Result result) {
    results.writeBytes(json.write(result));
    results.write('\n');
  }

  private static ProblemException tooLarge(String code, String message) {
    return new ContactException(Kind.INVALID, code, message);
  }
}
