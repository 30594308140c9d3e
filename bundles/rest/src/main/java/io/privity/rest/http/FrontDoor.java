// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.caller.Caller;
import io.privity.api.tenants.Authenticator;
import io.privity.rest.jaxrs.JaxRs;
import io.privity.rest.jaxrs.Publication;
import io.privity.rest.jaxrs.Publisher;
import io.privity.rest.metrics.Metrics;
import io.privity.rest.problem.Problem;
import io.privity.rest.problem.Refusals;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The first to see a request. What it lets through is bounded, signed in and leads somewhere. */
final class FrontDoor extends Handler.Abstract {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private static final Set<String> PAGE_METHODS = Set.of("GET", "HEAD");

  private final Gate gate;
  private final SignIn signIn;
  private final Publisher publisher;
  private final Delivery delivery;
  private final Map<String, Page> pages;
  private final Metrics metrics;

  /**
   * @param pages what is served beside the resources, by its path
   */
  FrontDoor(
      DoorConfig config,
      Gate gate,
      SignIn signIn,
      Publisher publisher,
      Map<String, Page> pages,
      Metrics metrics) {
    this.gate = gate;
    this.signIn = signIn;
    this.publisher = publisher;
    this.delivery = new Delivery(config);
    this.pages = Map.copyOf(pages);
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Visit visit = new Visit(request, response, callback, delivery::bodyDeadline, metrics);
    visit.guarded(() -> enter(visit));
    return true;
  }

  private void enter(Visit visit) {
    Request request = visit.request();
    if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      // two opinions on where a body ends are how requests are smuggled
      visit.send(Refusals.LENGTH_REQUIRED, true);
    } else if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1) {
      visit.send(Refusals.VERSION, true);
    } else if (!METHODS.contains(request.getMethod())) {
      visit.refuse(Refusals.method(methods(request.getHttpURI().getPath())));
    } else if (!isWellFormed(request.getHttpURI().getQuery())) {
      visit.refuse(Refusals.ofStatus(400));
    } else if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
      visit.refuse(Refusals.MEDIA_TYPE);
    } else {
      lead(visit, request.getHttpURI().getPath());
    }
  }

  /** The methods that can be used on that path; none when nothing is there. */
  private Set<String> methods(String path) {
    if (path == null) {
      return Set.of();
    }
    if (pages.containsKey(path)) {
      return PAGE_METHODS;
    }
    Optional<Publication> found = find(path);
    return found == null || found.isEmpty()
        ? Set.of()
        : found.get().methods(path.substring(JaxRs.API.length()));
  }

  /** As {@link Publisher#find}, for any path. */
  private Optional<Publication> find(String path) {
    return path.startsWith(JaxRs.API + '/') ? publisher.find(path) : null;
  }

  /** Jetty looks at the escapes of the path alone; CXF fails at those of the query. */
  private static boolean isWellFormed(String query) {
    int escape = query == null ? -1 : query.indexOf('%');
    while (escape >= 0) {
      if (escape + 2 >= query.length()
          || !HexFormat.isHexDigit(query.charAt(escape + 1))
          || !HexFormat.isHexDigit(query.charAt(escape + 2))) {
        return false;
      }
      escape = query.indexOf('%', escape + 3);
    }
    return true;
  }

  private void lead(Visit visit, String path) {
    Page page = pages.get(path);
    if (page == null && isOdd(path)) {
      visit.refuse(Refusals.NOT_FOUND);
      return;
    }
    Problem closed = gate.closedTo(path);
    if (closed != null) {
      visit.refuse(closed);
      return;
    }
    String address = Request.getRemoteAddr(visit.request());
    Optional<Authenticator> authenticator =
        page == null || page.readers() == null ? gate.authenticator() : Optional.of(page.readers());
    SignIn.Result signed =
        signIn.signIn(visit.request().getHeaders(), address, authenticator, gate.isOpen(path));
    if (signed.refusal() != null) {
      visit.refuse(signed.refusal());
    } else if (page != null) {
      show(visit, page, signed.caller());
    } else {
      lead(visit, path, address, signed);
    }
  }

  private void lead(Visit visit, String path, String address, SignIn.Result signed) {
    Optional<Publication> found = find(path);
    if (found == null) {
      visit.refuse(Refusals.NOT_FOUND);
    } else if (found.isEmpty()) {
      visit.refuse(Refusals.AWAY);
    } else {
      lead(visit, found.get(), path, address, signed);
    }
  }

  private void lead(
      Visit visit, Publication publication, String path, String address, SignIn.Result signed) {
    Problem closed = gate.closedTo(publication);
    if (closed != null) {
      visit.refuse(closed);
    } else {
      delivery.serve(visit, publication, path, address, signed.caller());
    }
  }

  private static void show(Visit visit, Page page, Caller reader) {
    visit.found(page.operation());
    if (page.readers() != null && reader == null) {
      visit.refuse(Refusals.UNAUTHENTICATED);
    } else if (!PAGE_METHODS.contains(visit.request().getMethod())) {
      visit.refuse(Refusals.method(PAGE_METHODS));
    } else if (!visit.isEmpty()) {
      visit.refuse(Refusals.ofStatus(400));
    } else {
      visit.answer(page.content().get());
    }
  }

  /** Matrix parameters, empty segments and dots: nothing of ours has such a path. */
  private static boolean isOdd(String path) {
    return path.indexOf(';') >= 0 || path.contains("//") || path.contains("/.");
  }
}
