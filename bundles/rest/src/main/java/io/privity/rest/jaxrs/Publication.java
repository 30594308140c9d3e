// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.rest.exchange.Answer;
import io.privity.rest.exchange.ApiRequest;
import io.privity.rest.problem.Failure;
import io.privity.rest.problem.Refusals;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.cxf.endpoint.Server;

/** A resource that is served: its CXF server, its operations, and the requests inside it. */
public final class Publication {
  private final String bundle;
  private final String path;
  private final String base;
  private final Class<?> type;
  private final List<Operation> operations;
  private final List<Operation> bulk;
  private final List<Operation> open;
  private final Server server;
  private final DoorDestination destination;
  // One party is the publication itself; it arrives when the resource leaves
  private final Phaser inside = new Phaser(1);

  Publication(
      String bundle,
      String path,
      String base,
      Class<?> type,
      List<Operation> operations,
      Server server) {
    this.bundle = bundle;
    this.path = path;
    this.base = base;
    this.type = type;
    this.operations = List.copyOf(operations);
    this.bulk = operations.stream().filter(Operation::bulk).toList();
    this.open = operations.stream().filter(Operation::open).toList();
    this.server = server;
    this.destination = (DoorDestination) server.getDestination();
  }

  /** The symbolic name of the bundle whose resource it is. */
  public String bundle() {
    return bundle;
  }

  /** True for a resource of this bundle. */
  public boolean isOwn() {
    return bundle.equals(Publisher.OWN);
  }

  public String path() {
    return path;
  }

  public Class<?> type() {
    return type;
  }

  public List<Operation> operations() {
    return operations;
  }

  /** True when the operation that will be found may take a large body. */
  public boolean mayBeBulk(String httpMethod, String pathBelowApi) {
    return any(bulk, httpMethod, pathBelowApi);
  }

  /** True when the operation that will be found may need no caller. */
  public boolean mayBeOpen(String httpMethod, String pathBelowApi) {
    return any(open, httpMethod, pathBelowApi);
  }

  /** The methods that can be used on that path; none when nothing is there. */
  public Set<String> methods(String pathBelowApi) {
    Set<String> methods = new HashSet<>();
    for (Operation operation : operations) {
      if (operation.matches(pathBelowApi)) {
        methods.add(operation.httpMethod());
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }

  private static boolean any(List<Operation> operations, String httpMethod, String path) {
    for (Operation operation : operations) {
      if (operation.httpMethod().equals(httpMethod) && operation.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Answers a request; one that comes as the resource leaves is told so. Never throws.
   *
   * @return the id of the operation, if there was one for the request
   */
  public Optional<String> serve(ApiRequest request, Answer answer) {
    if (inside.register() < 0) {
      Refusals.AWAY.writeTo(answer);
      return Optional.empty();
    }
    Optional<String> operation = Optional.empty();
    try {
      operation = destination.invoke(request, base, answer).map(Operation::id);
      if (answer.status() == 405) {
        Refusals.method(methods(request.path().substring(JaxRs.API.length()))).writeTo(answer);
      }
      if (answer.status() == 0) {
        throw new IllegalStateException("no answer");
      }
    } catch (RuntimeException | Error e) {
      if (answer.isStreaming()) {
        Failure.unknown(e);
        answer.breakOff();
      } else {
        Failure.unknown(e).writeTo(answer);
      }
    } finally {
      inside.arriveAndDeregister();
    }
    return operation;
  }

  /**
   * Takes no more requests, waits for those inside, and ends.
   *
   * @return false when some were still inside after that time
   */
  boolean close(long seconds) {
    boolean ended = true;
    try {
      inside.awaitAdvanceInterruptibly(inside.arriveAndDeregister(), seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      ended = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = false;
    }
    server.destroy();
    return ended;
  }
}
