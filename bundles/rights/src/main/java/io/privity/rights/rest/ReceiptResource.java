// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Callers;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.Limits;
import io.privity.api.rest.Page;
import io.privity.api.rest.Resource;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import io.privity.rights.erasure.Receipts;

/** {@code /subject-requests/{id}/receipt}: what an erasure did, signed. */
@Component(
    service = ReceiptResource.class,
    property = Resource.PATH + "=/subject-requests/{id}/receipt")
@Path("/{id}/receipt")
public final class ReceiptResource {
  private final Receipts receipts;

  @Activate
  public ReceiptResource(@Reference Receipts receipts) {
    this.receipts = receipts;
  }

  /** A JSON Web Signature (RFC 7515, compact), whose payload is the receipt. */
  @GET
  @Produces("application/jose")
  @Allow({Role.OWNER, Role.PRIVACY_OFFICER, Role.MEMBER})
  public String receipt(@Context SecurityContext security, @PathParam("id") String request) {
    return receipts.of(Callers.of(security), request);
  }
}
