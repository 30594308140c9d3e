// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.contacts.ContactException;
import io.privity.api.persistence.StoreException;
import io.privity.api.problem.Kind;
import io.privity.api.rest.Json;
import io.privity.api.rest.RestException;
import io.privity.contacts.Desk;
import io.privity.contacts.TestContacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

public class BulkIntakeTest {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);

  private final Desk desk = new Desk();

  @After
  public void close() {
    desk.close();
  }

  private static final Json JSON =
      new Json() {
        @Override
        public byte[] write(Object value) {
          try {
            return MAPPER.writeValueAsBytes(value);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public <T> T read(byte[] json, Class<T> type) {
          try {
            return MAPPER.readValue(json, type);
          } catch (IOException e) {
            throw new RestException(
                Kind.INVALID, "malformed-json", "No JSON.", Map.of("property", "x"));
          }
        }

        @Override
        public <T> T read(InputStream json, Class<T> type) {
          throw new UnsupportedOperationException();
        }
      };

  @Test
  public void eachLineHasItsResult() throws IOException {
    List<JsonNode> results =
        run(
            "{\"organization\":\"Acme\"}\r\n"
                + "\n"
                + "{\"organization\":\n"
                + "{\"birthday\":\"1970-01-01\"}\n"
                + "null\n"
                + "{\"name\":{\"given\":\"Zoë\"}}");
    assertEquals(5, results.size());
    assertEquals(1, results.get(0).get("line").asInt());
    assertEquals("\"1\"", results.get(0).get("etag").asText());
    assertEquals(36, results.get(0).get("id").asText().length());
    assertEquals(3, results.get(1).get("line").asInt());
    assertEquals("malformed-json", results.get(1).get("code").asText());
    assertEquals("x", results.get(1).get("property").asText());
    assertEquals("invalid-contact", results.get(2).get("code").asText());
    assertEquals("name", results.get(2).get("property").asText());
    assertEquals("invalid-contact", results.get(3).get("code").asText());
    assertEquals(6, results.get(4).get("line").asInt());
    assertEquals(2, desk.book.list(desk.caller, TestContacts.ALL, null, 9).items().size());
  }

  @Test
  public void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
    List<JsonNode> results = run("\uFEFF{\"organization\":\"Acme\"}\n{\"organization\":\"B\"}\n");
    assertEquals("\"1\"", results.get(0).get("etag").asText());
    assertEquals("\"1\"", results.get(1).get("etag").asText());
  }

  @Test
  public void chunksAreKeptInOrder() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 1203; i++) {
      body.append("{\"name\":{\"full\":\"").append(i % 7 == 0 ? " " : "n" + i).append("\"}}\n");
    }
    List<JsonNode> results = run(body.toString());
    assertEquals(1203, results.size());
    for (int i = 0; i < 1203; i++) {
      assertEquals(i + 1, results.get(i).get("line").asInt());
      assertEquals(i % 7 == 0, results.get(i).has("code"));
    }
    assertEquals(3, desk.audit.events().size());
  }

  @Test
  public void aLineThatIsTooLongIsSkipped() throws IOException {
    String notes = "x".repeat(200 * 1024);
    List<JsonNode> results =
        run("{\"notes\":\"" + notes + "\"}\n{\"organization\":\"Acme\"}\n" + notes);
    assertEquals("contact-too-large", results.get(0).get("code").asText());
    assertTrue(results.get(1).has("id"));
    assertEquals("contact-too-large", results.get(2).get("code").asText());
  }

  @Test
  public void whatBreaksBeforeAnythingIsKeptIsRefusedWhole() {
    desk.database.faults().failNextCommit();
    assertThrows(StoreException.class, () -> run("{\"organization\":\"Acme\"}"));
    assertThrows(RestException.class, () -> intake(tooLarge("{\"organization\":\"Acme\"}\n")));
    assertTrue(desk.names(TestContacts.ALL, 5).isEmpty());
  }

  @Test
  public void whatBreaksLaterIsToldInItsPlace() throws IOException {
    List<JsonNode> results = intake(tooLarge("{\"organization\":\"Acme\"}\n".repeat(502)));
    assertEquals(503, results.size());
    assertTrue(results.get(501).has("id"));
    assertEquals("too-large", results.get(502).get("code").asText());
  }

  @Test
  public void aRepeatIsRefusedOnceLinesAreKept() throws IOException {
    String lines = "{\"organization\":\"Acme\"}\n".repeat(700);
    assertEquals(700, intake("k", stream(lines)).size());
    for (String repeat : List.of(lines, "{\"organization\":\"Other\"}\n")) {
      ContactException e = assertThrows(ContactException.class, () -> intake("k", stream(repeat)));
      assertEquals("already-done", e.code());
    }
    assertEquals(700, desk.names(TestContacts.ALL, 500).size());
    intake("other", stream("{\"organization\":\"Other\"}\n"));
    assertEquals(701, desk.names(TestContacts.ALL, 500).size());
  }

  @Test
  public void aRepeatIsRefusedAlsoWhenTheFirstBrokeOff() throws IOException {
    intake("k", tooLarge("{\"organization\":\"Acme\"}\n".repeat(502)));
    assertThrows(ContactException.class, () -> intake("k", stream("{\"organization\":\"A\"}")));
  }

  @Test
  public void aKeyIsFreeWhereNothingWasKept() throws IOException {
    desk.database.faults().failNextCommit();
    assertThrows(StoreException.class, () -> intake("k", stream("{\"organization\":\"Acme\"}")));
    assertTrue(intake("k", stream("{")).get(0).has("code"));
    assertTrue(intake("k", stream("{\"organization\":\"Acme\"}")).get(0).has("id"));
  }

  private static InputStream stream(String body) {
    return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream tooLarge(String start) {
    InputStream bomb =
        new InputStream() {
          @Override
          public int read() {
            throw new RestException(Kind.TOO_LARGE, "too-large", "Too large.");
          }
        };
    return new SequenceInputStream(stream(start), bomb);
  }

  private List<JsonNode> run(String body) throws IOException {
    return intake(stream(body));
  }

  private List<JsonNode> intake(InputStream body) throws IOException {
    return intake(null, body);
  }

  private List<JsonNode> intake(String key, InputStream body) throws IOException {
    byte[] results = new BulkIntake(desk.book, JSON, desk.keys, desk.caller, key).run(body);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : new String(results, StandardCharsets.UTF_8).lines().toList()) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }
}
