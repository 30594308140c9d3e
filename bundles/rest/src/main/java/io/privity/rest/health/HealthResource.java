// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.health;

import io.privity.api.rest.Open;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;

/** {@code GET /health}: 200 when the server serves, 503 when it does not. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  public static final String PATH = "/health";

  private final Health health;

  public HealthResource(Health health) {
    this.health = health;
  }

  @GET
  @Open
  public Response read() {
    Health.Report report = health.report();
    return Response.status(report.status().serves() ? 200 : 503).entity(report).build();
  }
}
