// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;

/** A data subject's request, as its tenant deals with it. */
record Request(Api api, String id) {
  /** One that was received, from a contact whose identity is established. */
  static Request verified(Api api, String kind, String contact) {
    JsonNode received =
        api.post("/subject-requests", Map.of("kind", kind, "contact", contact)).expect(201).json();
    Request request = new Request(api, received.path("id").asText());
    api.post(request.path() + "/verify", Map.of("identityVerified", true)).expect(200);
    return request;
  }

  String path() {
    return "/subject-requests/" + id;
  }

  Api.Answer preview() {
    return api.get(path() + "/preview");
  }

  Api.Answer fulfil() {
    return api.post(path() + "/fulfil", Map.of());
  }

  JsonNode read() {
    return api.get(path()).expect(200).json();
  }

  String state() {
    return read().path("state").asText();
  }

  /** What it waits for and why; missing unless it waits. */
  JsonNode waiting() {
    return read().path("waiting");
  }

  Api.Answer receipt() {
    return api.get(path() + "/receipt");
  }

  /** Waits until it is fulfilled, without anybody's doing. */
  Request awaitFulfilled() {
    Awaitility.await("request " + id)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> state().equals("fulfilled"));
    return this;
  }

  /** All files of its package, one after the other. */
  String packaged() {
    byte[] zip = api.get(path() + "/package").expect(200).bytes();
    StringBuilder all = new StringBuilder();
    try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
      while (files.getNextEntry() != null) {
        all.append(new String(files.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }
}
