// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tenant of the benchmark with its contacts, created in bulk.
 *
 * @param token one of an integration
 * @param ids the contacts' ids; {@link #contact} and {@link #email} say what the one at a place has
 */
record FilledTenant(Tenant owner, String token, List<String> ids) {
  private static final int BULK = 10_000;

  /** Signs up, and prints how fast the contacts came. */
  static FilledTenant of(Distribution server, int contacts) throws IOException {
    Tenant owner = Tenant.signUp(server.api(), "benchmark@example.com");
    String token =
        owner
            .api()
            .post("/tokens", Map.of("name", "benchmark", "role", "integration"))
            .expect(201)
            .json()
            .path("token")
            .asText();
    List<String> ids = new ArrayList<>();
    long start = System.nanoTime();
    for (int done = 0; done < contacts; done += BULK) {
      StringBuilder lines = new StringBuilder();
      for (int i = done; i < Math.min(contacts, done + BULK); i++) {
        lines.append(contact(i)).append('\n');
      }
      String results =
          server
              .api()
              .as(token)
              .send(
                  "POST",
                  "/contacts/bulk",
                  "application/x-ndjson",
                  lines.toString().getBytes(StandardCharsets.UTF_8))
              .expect(200)
              .text();
      for (String line : results.strip().split("\n")) {
        JsonNode result = Api.JSON.readTree(line);
        ids.add(result.path("id").asText());
      }
    }
    System.out.printf(
        "bulk create                %8.0f contacts/s%n",
        contacts / ((System.nanoTime() - start) / 1e9));
    return new FilledTenant(owner, token, ids);
  }

  static String email(int n) {
    return "person" + n + "@example.org";
  }

  static String contact(int n) {
    return """
        {"name":{"given":"Given%s","family":"Family%s"},"organization":"Company %d",\
        "emails":[{"label":"work","address":"%s"}],"phones":[{"label":"mobile","number":"+41 44 %07d"}],\
        "addresses":[{"label":"work","street":"Street %d","locality":"Town","country":"Switzerland"}],\
        "tags":["customer"]}"""
        .formatted(
            Integer.toString(n % 997, 36), Integer.toString(n, 36), n % 1000, email(n), n, n);
  }
}
