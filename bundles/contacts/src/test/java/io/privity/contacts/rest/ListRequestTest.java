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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import org.junit.Test;

public class ListRequestTest {

  private static MultivaluedMap<String, String> parameters(String... pairs) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.add(pairs[i], pairs[i + 1]);
    }
    return parameters;
  }

  private static ListRequest read(MultivaluedMap<String, String> given) {
    ListRequest.check(given);
    return ListRequest.of(
        given.getFirst("q"),
        given.getFirst("email"),
        given.getFirst("phone"),
        given.getFirst("tag"),
        given.getFirst("sort"),
        given.getFirst("limit"),
        given.getFirst("cursor"));
  }

  /** The OpenAPI document has what the operation declares. */
  @Test
  public void theOperationDeclaresAllThatIsKnown() {
    Set<String> declared =
        Arrays.stream(ContactsResource.class.getMethods())
            .filter(method -> method.getName().equals("list"))
            .flatMap(method -> Arrays.stream(method.getParameters()))
            .map(parameter -> parameter.getAnnotation(QueryParam.class))
            .filter(Objects::nonNull)
            .map(QueryParam::value)
            .collect(Collectors.toSet());
    assertEquals(ListRequest.KNOWN, declared);
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
  public void refusesTheRest() {
    refused("unknown-parameter", "name", "x");
    refused("invalid-parameter", "sort", "family");
    refused("invalid-parameter", "limit", "0");
    refused("invalid-parameter", "limit", "501");
    refused("invalid-parameter", "q", "x".repeat(1025));
    refused("invalid-parameter", "q", "a", "q", "b");
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

  private static void refused(String code, String... pairs) {
    RestException e = assertThrows(RestException.class, () -> read(parameters(pairs)));
    assertEquals(code, e.code());
    assertTrue(e.members().containsKey("parameter"));
  }
}
