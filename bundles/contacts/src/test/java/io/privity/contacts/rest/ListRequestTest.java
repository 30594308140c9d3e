// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.contacts.Contacts;
import io.privity.api.rest.RestException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ListRequestTest {

  private static Map<String, String> parameters(String... pairs) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return parameters;
  }

  private static ListRequest read(Map<String, String> given) {
    return ListRequest.of(
        given.get("q"),
        given.get("email"),
        given.get("phone"),
        given.get("tag"),
        given.get("sort"),
        given.get("limit"),
        given.get("cursor"));
  }

  @Test
  public void readsWhatIsKnown() {
    ListRequest request =
        read(parameters("q", "anna", "tag", "vip", "sort", "name", "limit", "7", "cursor", "c"));
    assertEquals(new Contacts.Query("anna", null, null, "vip", true), request.query());
    assertEquals(7, request.limit());
    assertEquals("c", request.cursor());
    assertEquals(50, read(parameters()).limit());
  }

  @Test
  public void refusesWhatIsInvalid() {
    refused("sort", "family");
    refused("limit", "0");
    refused("limit", "501");
    refused("q", "x".repeat(1025));
  }

  @Test
  public void eachListHasItsOwnCursors() {
    String[][] lists = {
      {},
      {"q", "a"},
      {"email", "a"},
      {"q", ""},
      {"sort", "name"},
      {"q", "a\n=b"},
      {"q", "a", "email", "b"}
    };
    for (String[] one : lists) {
      for (String[] other : lists) {
        if (one != other) {
          assertNotEquals(read(parameters(one)).listName(), read(parameters(other)).listName());
        }
      }
    }
    assertEquals(
        "the size of a page is no part of the list",
        read(parameters("q", "a", "limit", "1")).listName(),
        read(parameters("q", "a", "limit", "2")).listName());
  }

  @Test
  public void aPageIsPutTogetherFromDocuments() {
    byte[] one = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    assertEquals("{\"items\":[]}", body(List.of(), null));
    assertEquals("{\"items\":[{\"id\":\"1\"}],\"next\":\"c-_\"}", body(List.of(one), "c-_"));
    assertEquals("{\"items\":[{\"id\":\"1\"},{\"id\":\"1\"}]}", body(List.of(one, one), null));
  }

  private static String body(List<byte[]> items, String next) {
    return new String(ListBody.of(items, next), StandardCharsets.UTF_8);
  }

  private static void refused(String... pairs) {
    RestException e = assertThrows(RestException.class, () -> read(parameters(pairs)));
    assertEquals("invalid-parameter", e.code());
    assertTrue(e.members().containsKey("parameter"));
  }
}
