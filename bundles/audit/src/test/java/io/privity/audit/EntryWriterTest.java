// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.generator.InRange;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class EntryWriterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final long MAX_LEAF = 1L << 40;

  private final EntryWriter writer = new EntryWriter(Clock.fixed(NOW, ZoneOffset.UTC));
  private final ObjectMapper json = new ObjectMapper();

  private static Caller caller(String purpose) {
    return new Caller(UUID.randomUUID(), "p", -1, "c", Set.of(), purpose, "");
  }

  @Property(trials = 50)
  public void everyTextIsJson(String text) throws Exception {
    AuditEvent event = AuditEvent.of("contacts.read", text, 1, "contact");
    JsonNode entry = json.readTree(writer.write(caller(text), event).get(0));
    String kept = text.substring(0, Math.min(text.length(), JsonBytes.MAX_TEXT));
    assertEquals(kept, entry.path("purpose").asText());
    assertEquals(kept, entry.path("records").get(0).asText());
  }

  @Test
  public void hasTheMembersOfTheFormatInTheirOrder() throws Exception {
    AuditEvent event =
        new AuditEvent(
            "contacts.read",
            Outcome.FAILED,
            List.of("r"),
            new long[] {4},
            List.of("contact"),
            "to",
            "why");
    Caller caller = new Caller(UUID.randomUUID(), "p", 3, "c", Set.of(), "crm", "addr");
    byte[] entry = writer.write(caller, event).get(0);
    List<String> names = new ArrayList<>();
    json.readTree(entry).fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "id",
            "time",
            "principal",
            "credential",
            "bundle",
            "operation",
            "purpose",
            "outcome",
            "records",
            "subjects",
            "categories",
            "recipient",
            "detail",
            "address",
            "salt"),
        names);
    assertEquals("contacts", json.readTree(entry).path("bundle").asText());
    assertEquals(NOW.toEpochMilli(), json.readTree(entry).path("time").asLong());
  }

  @Test
  public void idsAreVersion7AndCarryTheTime() {
    byte[] entry = writer.write(caller("crm"), AuditEvent.of("a.b", "r")).get(0);
    String id = EntryLines.id(entry, 0);
    assertTrue(id, EntryIds.isId(id));
    assertEquals(7, UUID.fromString(id).version());
    assertEquals(2, UUID.fromString(id).variant());
    assertEquals(NOW.toEpochMilli(), EntryLines.time(entry, 0));
  }

  @Test
  public void equalEventsCantBeGuessedFromTheirHashes() throws Exception {
    AuditEvent event = AuditEvent.of("a.b", "r");
    JsonNode one = json.readTree(writer.write(caller("crm"), event).get(0));
    JsonNode other = json.readTree(writer.write(caller("crm"), event).get(0));
    assertEquals(22, one.path("salt").asText().length()); // 128 bits
    assertNotEquals(one.path("salt"), other.path("salt"));
  }

  @Property(trials = 100)
  public void setsOfSubjectsComeBack(List<@InRange(minLong = 0, maxLong = MAX_LEAF) Long> random) {
    List<Long> leaves = new ArrayList<>(random);
    random.stream()
        .limit(3)
        .forEach(first -> LongStream.range(first, first + 20).forEach(leaves::add));
    Collections.shuffle(leaves);
    List<Long> read = new ArrayList<>();
    for (String part : Subjects.pack(leaves.stream().mapToLong(Long::longValue).toArray())) {
      if (part.startsWith("\"")) {
        read.addAll(Subjects.unpack(part.substring(1, part.length() - 1)));
      } else {
        for (String leaf : part.substring(1, part.length() - 1).split(",")) {
          read.add(Long.valueOf(leaf));
        }
      }
    }
    assertEquals(leaves.stream().distinct().sorted().toList(), read);
  }

  @Test
  public void aWholeTenantIsAFewBytes() {
    long[] all = LongStream.range(0, 100_000).toArray();
    assertTrue(Subjects.pack(all).get(0).length() < 12);
  }

  @Test
  public void aLargeEventIsSplitIntoPartsThatFitARow() throws Exception {
    long[] subjects = LongStream.range(0, 50_000).map(i -> i * 1_000).toArray();
    List<String> records = Collections.nCopies(700, UUID.randomUUID().toString());
    List<byte[]> entries =
        writer.write(
            caller("crm"),
            new AuditEvent("a.b", Outcome.OK, records, subjects, List.of("x"), "", ""));
    int records2 = 0;
    for (int i = 0; i < entries.size(); i++) {
      assertTrue(entries.get(i).length <= EntryWriter.MAX_LENGTH);
      JsonNode entry = json.readTree(entries.get(i));
      assertEquals((i + 1) + "/" + entries.size(), entry.path("part").asText());
      records2 += entry.path("records").size();
    }
    assertEquals(700, records2);
  }

  @Test
  public void whatFitsNoEntryIsRefused() {
    List<String> longest = Collections.nCopies(204, "x".repeat(200));
    AuditEvent event = new AuditEvent("a.b", Outcome.OK, longest, new long[0], List.of(), "", "");
    assertThrows(IllegalArgumentException.class, () -> writer.write(caller("crm"), event));
  }
}
