// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Test;

/**
 * A new user's way through the README: start, sign up, import, search, export, stop, start, still
 * there.
 */
public class FirstDayIT {
  private final Distribution server = new Distribution("first-day");

  @After
  public void close() {
    server.close();
  }

  @Test
  public void whatWasImportedIsStillThereAfterARestart() throws IOException {
    server.start();
    Tenant tenant = Tenant.signUp(server.api(), "owner@example.com");

    JsonNode preview =
        upload(tenant, "/imports?preview=true", "text/csv", "people.csv").expect(200).json();
    assertTrue(preview.toString(), preview.toString().contains("emails"));

    JsonNode csv = finished(tenant, upload(tenant, "/imports", "text/csv", "people.csv"));
    assertEquals(csv.toString(), 3, csv.path("created").asInt());
    assertEquals(csv.toString(), 1, csv.path("rejected").asInt());
    JsonNode cards = finished(tenant, upload(tenant, "/imports", "text/vcard", "people.vcf"));
    assertEquals(cards.toString(), 2, cards.path("created").asInt());

    assertEquals(
        List.of("Kateřina García-López"),
        StoreSuite.names(tenant.api().get("/contacts?q=garcia-lopez")));
    String exported = tenant.api().get("/exports/contacts?format=csv").expect(200).text();
    assertTrue(exported, exported.contains("García-López"));
    assertTrue(
        tenant
            .api()
            .get("/exports/contacts?format=vcard")
            .expect(200)
            .text()
            .contains("VERSION:4.0"));

    server.stop();
    server.start();
    Api again = Tenant.signIn(server.api(), tenant.email(), tenant.password());
    assertEquals(5, again.get("/exports/contacts?format=json").expect(200).json().size());
    assertEquals(exported, again.get("/exports/contacts?format=csv").expect(200).text());

    assertTrue(server.console("privity:tenant-list").output().contains(tenant.id()));
    again.post("/imports/" + cards.path("id").asText() + "/revert", "{}");
    assertEquals(List.of(), StoreSuite.names(again.get("/contacts?q=lovelace")));

    server.stop();
    Marker.assertAbsent(server.data(), "García-López", "owner@example.com", "Lovelace");
  }

  private static Api.Answer upload(Tenant tenant, String path, String type, String file)
      throws IOException {
    try (InputStream in = FirstDayIT.class.getResourceAsStream("/" + file)) {
      return tenant.api().send("POST", path, type, in.readAllBytes());
    }
  }

  private static JsonNode finished(Tenant tenant, Api.Answer accepted) {
    String path = "/imports/" + accepted.expect(202).json().path("id").asText();
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> tenant.api().get(path).expect(200).json(),
            job -> !"running".equals(job.path("state").asText()));
  }
}
