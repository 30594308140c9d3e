// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A tenant that signed up, with its owner's session. */
record Tenant(String id, String owner, String email, String password, Api api) {
  static final String PASSWORD = "correct horse battery staple";

  /** Signs up and signs in. */
  static Tenant signUp(Api open, String email) {
    String agreement = open.get("/agreements/current").expect(200).json().path("version").asText();
    JsonNode signedUp =
        open.post("/signup", Map.of("email", email, "password", PASSWORD, "agreement", agreement))
            .expect(201)
            .json();
    return new Tenant(
        signedUp.path("tenant").asText(),
        signedUp.path("user").asText(),
        email,
        PASSWORD,
        signIn(open, email, PASSWORD));
  }

  static Api signIn(Api open, String email, String password) {
    return open.as(
        open.post("/session", Map.of("email", email, "password", password))
            .expect(200)
            .json()
            .path("token")
            .asText());
  }

  /** A client with an API token of this role. */
  Api token(String role) {
    return api.as(
        api.post("/tokens", Map.of("name", role, "role", role))
            .expect(201)
            .json()
            .path("token")
            .asText());
  }

  /** Creates a contact of this name and address; answers its id. */
  String contact(String given, String family, String email) {
    return api.post(
            "/contacts",
            Map.of(
                "name",
                Map.of("given", given, "family", family),
                "emails",
                List.of(Map.of("label", "work", "address", email))))
        .expect(201)
        .json()
        .path("id")
        .asText();
  }
}
