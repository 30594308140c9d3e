// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.caller.Role;
import io.privity.api.problem.Kind;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Bulk;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Document;
import io.privity.api.rest.MergePatch;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Open;
import io.privity.api.rest.Page;
import io.privity.api.rest.RestException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.core.UriInfo;

/** A resource as a domain bundle writes it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allow({Role.OWNER, Role.MEMBER})
public final class Things {
  /** A body. */
  public record Thing(String name, int size, List<String> tags, Part part, Instant at) {}

  /** A body inside. */
  public record Part(String label, boolean flag) {}

  public final AtomicInteger made = new AtomicInteger();

  @GET
  public Page<Map<String, Object>> list(
      @QueryParam("limit") String limit,
      @Context SecurityContext security,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return new Page<>(List.of(Map.of("by", Callers.of(security).principal())), null);
  }

  @GET
  @Path("tagged")
  public List<String> tagged(@QueryParam("tag") List<String> tags) {
    return tags;
  }

  @GET
  @Path("{id}")
  public Document read(@PathParam("id") String id) {
    return new Document(("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8), 7, 3);
  }

  @POST
  public Response create(Thing thing) {
    if ("fail".equals(thing.name())) {
      throw new RestException(Kind.CONFLICT, "no-such-thing", "Not this one.");
    }
    int n = made.incrementAndGet();
    Response.ResponseBuilder response =
        n % 2 == 1
            ? Response.created(URI.create("/" + n))
            : Response.status(201).header("Location", "/api/v1/things/" + n);
    return response
        .header("ETag", "\"1\"")
        .entity(new Document(("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8), 1, 3))
        .build();
  }

  @PATCH
  @Path("{id}")
  @Consumes("application/merge-patch+json")
  public Thing change(@PathParam("id") String id, MergePatch patch) {
    return patch.applyTo(new Thing("old", 1, List.of("a"), new Part("l", true), null), Thing.class);
  }

  @DELETE
  @Path("{id}")
  @Allow(Role.OWNER)
  public void remove(@PathParam("id") String id, @HeaderParam("If-Match") String version) {}

  @POST
  @Path("secret")
  @NotReplayed
  public Map<String, Integer> secret(Thing thing) {
    return Map.of("n", made.incrementAndGet());
  }

  @GET
  @Path("open")
  @Open
  public Map<String, String> open(@Context SecurityContext security) {
    return Map.of("address", security.getUserPrincipal().getName());
  }

  @POST
  @Path("open")
  @Open
  public Thing echo(Thing thing) {
    return thing;
  }

  @GET
  @Path("lines")
  @Produces("application/x-ndjson")
  public Response lines() {
    return Response.ok(new byte[400_000], "application/x-ndjson").build();
  }

  @POST
  @Path("bulk")
  @Consumes("application/x-ndjson")
  @Bulk
  public Map<String, Long> bulk(InputStream body) throws IOException {
    return Map.of("bytes", body.transferTo(java.io.OutputStream.nullOutputStream()));
  }

  @GET
  @Path("crash")
  public String crash() {
    throw new IllegalStateException("personal: jane@example.org");
  }

  @GET
  @Path("large")
  @Produces("text/csv")
  public StreamingOutput large(@QueryParam("fail") boolean fail) {
    return out -> {
      byte[] line = "a,b,c,d,e,f,g,h\n".getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 100_000; i++) {
        out.write(line);
      }
      if (fail) {
        throw new IOException("personal");
      }
    };
  }
}
