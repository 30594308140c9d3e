// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes entries in their one form: compact JSON in ASCII, members in a fixed order, empty ones
 * left out. The README has the list. An event that is too large for one entry becomes several, its
 * parts. Thread-safe.
 */
final class EntryWriter {
  /** No entry is longer, so that each fits a row. */
  static final int MAX_LENGTH = 30_000;

  private static final int MAX_RECORD_BYTES = 8_000;
  private static final int SALT = 16;
  private static final byte[] ID = ascii("{\"id\":\"");
  private static final byte[] TIME = ascii("\",\"time\":");
  private static final byte[] PRINCIPAL = ascii(",\"principal\":");
  private static final byte[] CREDENTIAL = ascii(",\"credential\":");
  private static final byte[] BUNDLE = ascii(",\"bundle\":");
  private static final byte[] OPERATION = ascii(",\"operation\":");
  private static final byte[] PURPOSE = ascii(",\"purpose\":");
  private static final byte[] OUTCOME = ascii(",\"outcome\":");
  private static final byte[] RECORDS = ascii(",\"records\":[");
  private static final byte[] SUBJECTS = ascii(",\"subjects\":");
  private static final byte[] CATEGORIES = ascii(",\"categories\":[");
  private static final byte[] RECIPIENT = ascii(",\"recipient\":");
  private static final byte[] DETAIL = ascii(",\"detail\":");
  private static final byte[] ADDRESS = ascii(",\"address\":");
  private static final byte[] PART = ascii(",\"part\":");
  private static final byte[] SALTED = ascii(",\"salt\":\"");
  private static final byte[] END = ascii("\"}");

  /** Where the id stands in each entry. */
  static final int ID_AT = ID.length;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();

  EntryWriter(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException when the event holds what no entry can: nothing may happen
   *     without its trace
   */
  List<byte[]> write(Caller caller, AuditEvent event) {
    List<String> subjects = Subjects.pack(event.subjects());
    List<List<String>> records = chunks(event.records());
    int parts = Math.max(1, Math.max(subjects.size(), records.size()));
    if (parts == 1) {
      return List.of(
          entry(caller, event, event.records(), subjects.isEmpty() ? null : subjects.get(0), null));
    }
    List<byte[]> entries = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      entries.add(
          entry(
              caller,
              event,
              i < records.size() ? records.get(i) : List.of(),
              i < subjects.size() ? subjects.get(i) : null,
              (i + 1) + "/" + parts));
    }
    return entries;
  }

  private byte[] entry(
      Caller caller, AuditEvent event, List<String> records, String subjects, String part) {
    byte[] drawn = new byte[EntryIds.RANDOM + SALT];
    random.nextBytes(drawn);
    long time = clock.millis();
    JsonBytes json = new JsonBytes();
    int id = json.raw(ID).skip(EntryIds.LENGTH);
    EntryIds.write(json.buffer(), id, time, drawn, 0);
    json.raw(TIME).raw(Long.toString(time));
    text(json, PRINCIPAL, caller.principal());
    text(json, CREDENTIAL, caller.credential());
    int dot = event.operation().indexOf('.');
    text(json, BUNDLE, dot < 0 ? "" : event.operation().substring(0, dot));
    text(json, OPERATION, event.operation());
    text(json, PURPOSE, caller.purpose());
    text(json, OUTCOME, outcome(event.outcome()));
    texts(json, RECORDS, records);
    if (subjects != null) {
      json.raw(SUBJECTS).raw(subjects);
    }
    texts(json, CATEGORIES, event.categories());
    text(json, RECIPIENT, event.recipient());
    text(json, DETAIL, event.detail());
    text(json, ADDRESS, caller.address());
    if (part != null) {
      text(json, PART, part);
    }
    byte[] salt = new byte[SALT];
    System.arraycopy(drawn, EntryIds.RANDOM, salt, 0, SALT);
    json.raw(SALTED).raw(base64.encode(salt)).raw(END);
    if (json.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("an audit event is too large");
    }
    return json.toBytes();
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case OK -> "ok";
      case REFUSED -> "refused";
      case FAILED -> "failed";
    };
  }

  private static void text(JsonBytes json, byte[] name, String value) {
    if (!value.isEmpty()) {
      json.raw(name).text(value);
    }
  }

  private static void texts(JsonBytes json, byte[] name, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    json.raw(name);
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.text(values.get(i));
    }
    json.raw(']');
  }

  private static List<List<String>> chunks(List<String> records) {
    int chunk = MAX_RECORD_BYTES / (EntryIds.LENGTH + 3);
    if (records.size() <= chunk) {
      return records.isEmpty() ? List.of() : List.of(records);
    }
    List<List<String>> chunks = new ArrayList<>();
    for (int i = 0; i < records.size(); i += chunk) {
      chunks.add(records.subList(i, Math.min(records.size(), i + chunk)));
    }
    return chunks;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
