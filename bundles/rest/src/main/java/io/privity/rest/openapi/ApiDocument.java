// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.privity.rest.exchange.Answer;
import io.privity.rest.jaxrs.Publication;
import io.privity.rest.jaxrs.Publisher;
import io.privity.rest.json.StrictMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

/** The OpenAPI document of all that is published now; made when it is asked for, then kept. */
public final class ApiDocument {
  private final Publisher publisher;
  private byte[] kept;
  private List<Publication> keptFor = List.of();

  public ApiDocument(Publisher publisher) {
    this.publisher = publisher;
  }

  public Answer answer() {
    Answer answer = new Answer(null);
    answer.status(200);
    answer.contentType("application/json");
    answer.take(json());
    return answer;
  }

  private synchronized byte[] json() {
    List<Publication> published =
        publisher.publications().stream().sorted(Comparator.comparing(Publication::path)).toList();
    if (kept == null || !published.equals(keptFor)) {
      kept = make(published);
      keptFor = published;
    }
    return kept;
  }

  private static byte[] make(List<Publication> published) {
    ObjectMapper mapper = StrictMapper.INSTANCE;
    ObjectNode document = mapper.createObjectNode();
    document.put("openapi", "3.0.1");
    document
        .putObject("info")
        .put("title", "Privity")
        .put("version", "1")
        .put("description", "Errors are problems (RFC 9457) with a stable code.");
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    ObjectNode components = document.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer");
    ObjectNode schemas = components.putObject("schemas");
    schemas.set("Problem", Shapes.problem(mapper));
    for (Publication publication : published) {
      new ResourceReading(publication, paths, schemas).read();
    }
    try {
      return mapper.writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
