// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.rest;

import io.privity.api.contacts.Contacts;
import io.privity.api.rest.Limits;
import io.privity.api.rest.RestException;

/**
 * The parameters of a list of contacts.
 *
 * @param query what is asked for
 * @param limit how many
 * @param cursor where to go on, or null
 */
record ListRequest(Contacts.Query query, int limit, String cursor) {
  private static final int MAX_LENGTH = 1024;

  static ListRequest of(
      String text,
      String email,
      String phone,
      String tag,
      String sort,
      String limit,
      String cursor) {
    if (sort != null && !sort.equals("name")) {
      throw RestException.invalidParameter(
          "sort", "Contacts are sorted by name, or, without sort, by creation.");
    }
    Contacts.Query query =
        new Contacts.Query(
            bounded("q", text),
            bounded("email", email),
            bounded("phone", phone),
            bounded("tag", tag),
            sort != null);
    return new ListRequest(query, Limits.of(limit), cursor);
  }

  /** What is listed and how: a cursor of one list is none of another. */
  String listName() {
    return String.join(
        "\n",
        "contacts",
        part(query.text()),
        part(query.email()),
        part(query.phone()),
        part(query.tag()),
        query.sortedByName() ? "name" : "");
  }

  private static String part(String value) {
    return value == null ? "" : "=" + value.replace("\n", "\\n");
  }

  private static String bounded(String name, String value) {
    if (value != null && value.length() > MAX_LENGTH) {
      throw RestException.invalidParameter(name, "The query parameter is too long.");
    }
    return value;
  }
}
