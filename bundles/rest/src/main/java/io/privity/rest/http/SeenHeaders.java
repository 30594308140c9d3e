// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** The headers that resources may see: no credential, and none that would steer CXF. */
final class SeenHeaders {
  private static final Set<String> SEEN =
      Set.of(
          "accept",
          "accept-language",
          "content-length",
          "content-type",
          "host",
          "idempotency-key",
          "if-match",
          "if-none-match");
  private static final String OWN = "privity-";

  private SeenHeaders() {}

  static Map<String, List<String>> of(HttpFields headers) {
    Map<String, List<String>> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : headers) {
      String name = field.getLowerCaseName();
      if (SEEN.contains(name) || name.startsWith(OWN)) {
        seen.merge(field.getName(), List.of(field.getValue()), SeenHeaders::both);
      }
    }
    return seen;
  }

  private static List<String> both(List<String> one, List<String> other) {
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
