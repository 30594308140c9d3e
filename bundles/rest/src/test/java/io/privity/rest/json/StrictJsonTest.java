// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Role;
import io.privity.api.problem.ProblemException;
import io.privity.api.rest.MergePatch;
import io.privity.api.rest.Page;
import io.privity.api.rest.RestException;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public final class StrictJsonTest {
  private static final Set<String> CODES =
      Set.of("malformed-json", "unknown-property", "invalid-value", "too-deep", "too-large");

  private final StrictJson json = new StrictJson();

  record Line(String text, int n, long l, boolean b, double d, List<Line> more, Role role) {}

  record Other(String id, String text) {}

  @Test
  public void writesIsoTimesLowerCaseConstantsAndNoNulls() {
    assertEquals(
        "{\"at\":\"2026-01-02T03:04:05.006Z\"}",
        text(Map.of("at", Instant.parse("2026-01-02T03:04:05.006Z"))));
    assertEquals(
        "{\"items\":[\"privacy-officer\"]}", text(new Page<>(List.of(Role.PRIVACY_OFFICER), null)));
  }

  private String text(Object value) {
    return new String(json.write(value), StandardCharsets.UTF_8);
  }

  @Test
  public void readsWhatItWrites() {
    Line line = new Line("ü", 1, 2, true, 0.5, List.of(), Role.PRIVACY_OFFICER);
    assertEquals(line, json.read(json.write(line), Line.class));
  }

  @Test
  public void theServersOwnPropertiesAreSkippedAtTheTopOnly() {
    for (String own :
        List.of("\"id\":1", "\"id\":{\"a\":[1]}", "\"createdAt\":\"x\"", "\"updatedAt\":[]")) {
      assertEquals("a", read("{" + own + ",\"text\":\"a\"}").text());
      assertEquals("a", read("{\"text\":\"a\"," + own + "}").text());
      assertEquals(
          "a",
          read("{\"text\":\"a\",\"n\":1,\"l\":1,\"b\":true,\"d\":1,\"more\":[],\"role\":\"owner\","
                  + own
                  + "}")
              .text());
      String rest = ",\"n\":1,\"l\":1,\"b\":true,\"d\":1";
      refused("{\"more\":[{\"text\":\"a\"" + rest + "," + own + "}]}", "unknown-property");
      refused("{\"more\":[{" + own + rest + "}]}", "unknown-property");
    }
    assertEquals("7", json.read(bytes("{\"id\":\"7\",\"text\":\"a\"}"), Other.class).id());
  }

  record Dated(String text, Instant createdAt, Instant at) {}

  @Test
  public void aTimeOfTheServersOwnMayBeAnything() {
    for (String time : List.of("\"x\"", "5", "true")) {
      String body = "{\"text\":\"a\",\"createdAt\":" + time + "}";
      assertEquals("a", json.read(bytes(body), Dated.class).text());
      MergePatch patch = json.read(bytes(body), MergePatch.class);
      assertEquals("a", patch.applyTo(new Dated("b", null, null), Dated.class).text());
      String other = body.replace("createdAt", "at");
      assertThrows(RestException.class, () -> json.read(bytes(other), Dated.class));
    }
  }

  private Line read(String text) {
    String whole =
        text.contains("\"n\":")
            ? text
            : text.substring(0, text.length() - 1) + ",\"n\":1,\"l\":1,\"b\":true,\"d\":1}";
    return json.read(bytes(whole), Line.class);
  }

  @Test
  public void nothingIsCoerced() {
    for (String wrong :
        List.of(
            "{\"n\":\"1\"}",
            "{\"n\":1.5}",
            "{\"n\":null}",
            "{\"n\":true}",
            "{\"n\":\"\"}",
            "{\"n\":99999999999}",
            "{\"b\":1}",
            "{\"b\":\"true\"}",
            "{\"d\":\"NaN\"}",
            "{\"text\":1}",
            "{\"text\":true}",
            "{\"text\":{}}",
            "{\"text\":[\"a\"]}",
            "{\"more\":{}}",
            "{\"more\":\"\"}",
            "{\"role\":0}",
            "{\"role\":\"OWNER\"}",
            "[]",
            "\"\"",
            "1")) {
      refused(wrong, "invalid-value");
    }
  }

  @Test
  public void malformed() {
    for (String wrong :
        List.of(
            "",
            " ",
            "{",
            "{\"text\":}",
            "{'text':1}",
            "{\"text\":\"a\",}",
            "{} x",
            "{\"n\":01}",
            "{\"text\":\"a\",\"text\":\"b\"}",
            "{\"d\":NaN}",
            "// c\n{}",
            "{\"text\":\"\t\"}")) {
      RestException e =
          assertThrows(wrong, RestException.class, () -> json.read(bytes(wrong), Line.class));
      assertTrue(
          wrong + ' ' + e.code(), Set.of("malformed-json", "invalid-value").contains(e.code()));
    }
  }

  @Test
  public void utf8Only() {
    for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-32")) {
      byte[] body = "{\"text\":\"a\"}".getBytes(Charset.forName(charset));
      assertThrows(charset, RestException.class, () -> json.read(body, Line.class));
    }
    byte[] latin = "{\"text\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(RestException.class, () -> json.read(latin, Line.class));
  }

  @Test
  public void bounds() {
    refused("{\"more\":[".repeat(50) + "]}".repeat(50), "too-deep");
    refused("{\"text\":\"" + "a".repeat(StrictMapper.MAX_STRING + 1) + "\"}", "too-large");
    refused("{\"l\":" + "1".repeat(100) + "}", "too-large");
    refused("{\"" + "a".repeat(1000) + "\":1}", "too-large");
  }

  @Test
  public void aStreamIsReadValueByValueAndLeftOpen() throws Exception {
    byte[] twice = bytes("{\"text\":\"a\",\"id\":\"1\"}  {\"text\":\"b\"}");
    var in =
        new ByteArrayInputStream(twice) {
          private boolean closed;

          @Override
          public void close() {
            closed = true;
          }
        };
    assertEquals("a", json.read(in, Other.class).text());
    assertFalse(in.closed);
  }

  @Test
  public void aPatchIsReadStrictly() {
    MergePatch patch = json.read(bytes("{\"text\":null,\"id\":\"9\"}"), MergePatch.class);
    assertEquals(new Other("9", null), patch.applyTo(new Other("1", "a"), Other.class));
    assertEquals(new Other("9", null), patch.applyTo(bytes("{\"text\":\"z\"}"), Other.class));
    MergePatch wrong = json.read(bytes("{\"text\":{\"x\":1}}"), MergePatch.class);
    RestException e =
        assertThrows(RestException.class, () -> wrong.applyTo(new Other("1", "a"), Other.class));
    assertEquals("text", e.members().get("property"));
  }

  @Test
  public void noMutationIsMoreThanAProblem() {
    byte[] good =
        bytes(
            "{\"text\":\"a\\u00e9\",\"n\":-12,\"l\":1234567890123,\"b\":true,\"d\":1.5e3,"
                + "\"more\":[{\"text\":\"x\",\"n\":1,\"l\":1,\"b\":false,\"d\":0}],\"role\":\"owner\"}");
    Random random = new Random(20260101);
    for (int i = 0; i < 30_000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = mutation(random);
      }
      try {
        json.read(bad, i % 3 == 0 ? MergePatch.class : Line.class);
      } catch (ProblemException e) {
        assertTrue(e.code(), CODES.contains(e.code()));
      }
    }
  }

  private static byte mutation(Random random) {
    String likely = "{}[]\",:\\u0-9.eE+ntf\u0000";
    return random.nextBoolean()
        ? (byte) random.nextInt(256)
        : (byte) likely.charAt(random.nextInt(likely.length()));
  }

  private void refused(String text, String code) {
    RestException e =
        assertThrows(text, RestException.class, () -> json.read(bytes(text), Line.class));
    assertEquals(text, code, e.code());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
