// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.problem.Kind;
import io.privity.api.rest.RestException;
import io.privity.rest.exchange.ApiRequest;
import io.privity.rest.problem.Refusals;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.ws.rs.NotAuthorizedException;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.ext.Provider;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;

/**
 * Lets in who may use the operation that was found, and asks for what it knows, before its body is
 * read. A caller whose role is too low leaves a trace, or gets no answer.
 */
@Provider
final class Admission implements ContainerRequestFilter {
  private final Map<Method, Operation> operations;
  private final Supplier<Optional<AuditLog>> audit;

  Admission(Map<Method, Operation> operations, Supplier<Optional<AuditLog>> audit) {
    this.operations = operations;
    this.audit = audit;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Message message = PhaseInterceptorChain.getCurrentMessage();
    Operation operation = operation(message, operations);
    if (operation == null) {
      throw new IllegalStateException("an operation that was not checked");
    }
    message.put(Operation.class, operation);
    ApiRequest request = message.get(ApiRequest.class);
    if (request.stream() != null && !operation.bulk()) {
      // the front door took it for another one, whose body may be large
      throw Refusals.tooLargeException(0);
    }
    if (!operation.open()) {
      admit(request.caller(), operation);
    }
    if (request.query() != null) {
      operation.query().check(context.getUriInfo().getQueryParameters());
    }
  }

  private void admit(Caller caller, Operation operation) {
    if (caller == null) {
      throw new NotAuthorizedException("Bearer");
    }
    if (!caller.hasAny(operation.roles())) {
      refuse(caller, operation);
    }
  }

  static Operation operation(Message message, Map<Method, Operation> operations) {
    OperationResourceInfo found = message.getExchange().get(OperationResourceInfo.class);
    return found == null ? null : operations.get(found.getMethodToInvoke());
  }

  private void refuse(Caller caller, Operation operation) {
    AuditLog log =
        audit
            .get()
            .orElseThrow(
                () ->
                    new RestException(
                        Kind.UNAVAILABLE, Refusals.AWAY.code(), Refusals.AWAY.detail()));
    log.recordRefusal(caller, AuditEvent.refused("rest." + operation.id(), "role-too-low"));
    throw new RestException(
        Kind.FORBIDDEN, "role-too-low", "Your role does not allow this operation.");
  }
}
