// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.rest;

import io.privity.api.rest.ETags;
import io.privity.api.tenants.Tenants.Versioned;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;

/** Answers that carry the version of what they show. */
final class Answers {
  private Answers() {}

  static Response of(Versioned<?> found) {
    return Response.ok(found.value()).header(HttpHeaders.ETAG, ETags.of(found.version())).build();
  }
}
