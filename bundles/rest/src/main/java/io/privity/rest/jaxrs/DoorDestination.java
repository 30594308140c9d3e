// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.audit.Recording;
import io.privity.api.rest.Callers.CallerPrincipal;
import io.privity.rest.exchange.Answer;
import io.privity.rest.exchange.ApiRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.apache.cxf.Bus;
import org.apache.cxf.common.logging.LogUtils;
import org.apache.cxf.helpers.CastUtils;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.security.SecurityContext;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.AbstractDestination;
import org.apache.cxf.transport.Conduit;

/**
 * CXF's way in and out: straight from the front door, without servlets. Only what a resource may
 * see comes in, and the answer stays in memory until the whole chain has ended.
 */
final class DoorDestination extends AbstractDestination {
  private static final Logger LOG = LogUtils.getL7dLogger(DoorDestination.class);

  /** CXF's own name for the path that is matched; set here, it is not computed from URIs again. */
  private static final String PATH_TO_MATCH = "path_to_match_slash";

  DoorDestination(Bus bus, EndpointInfo info) {
    super(bus, getTargetReference(info, bus), info);
  }

  /**
   * @param base the part of the path that stands for the resource, such as {@code /api/v1/contacts}
   * @return the operation, if there was one for the request
   */
  Optional<Operation> invoke(ApiRequest request, String base, Answer answer) {
    DoorMessage message = new DoorMessage();
    ExchangeImpl exchange = new ExchangeImpl();
    exchange.setInMessage(message);
    exchange.setDestination(this);
    message.setExchange(exchange);
    message.setDestination(this);
    String path = request.path();
    String rest = path.length() > base.length() ? path.substring(base.length()) : "/";
    message.put(Message.REQUEST_URI, path);
    message.put(Message.PATH_INFO, path);
    message.put(Message.BASE_PATH, base);
    message.put(PATH_TO_MATCH, rest);
    message.put(Message.HTTP_REQUEST_METHOD, request.method());
    // what CXF would search the headers for
    message.put(Message.ONE_WAY_REQUEST, "false");
    message.put(Message.PROTOCOL_HEADERS, request.headers());
    if (request.query() != null) {
      message.put(Message.QUERY_STRING, request.query());
    }
    InputStream in =
        request.stream() != null ? request.stream() : new ByteArrayInputStream(request.body());
    message.setContent(InputStream.class, in);
    message.put(SecurityContext.class, new Signed(request));
    message.put(ApiRequest.class, request);
    exchange.put(Answer.class, answer);
    getMessageObserver().onMessage(message);
    return Optional.ofNullable(message.get(Operation.class));
  }

  @Override
  protected Conduit getInbuiltBackChannel(Message in) {
    return new Back(in.getExchange());
  }

  @Override
  protected Logger getLogger() {
    return LOG;
  }

  /** Who asks. Without a caller the principal's name is the client's address. */
  private record Signed(ApiRequest request) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return request.caller() != null
          ? new CallerPrincipal(request.caller())
          : new Stranger(request.address());
    }

    @Override
    public boolean isUserInRole(String role) {
      return request.caller() != null
          && request.caller().roles().stream().anyMatch(r -> r.text().equals(role));
    }
  }

  private record Stranger(String address) implements Principal {
    @Override
    public String getName() {
      return address;
    }
  }

  /** The way back: head and body go into the answer. */
  private final class Back extends AbstractBackChannelConduit {
    private final Answer answer;

    Back(Exchange exchange) {
      answer = exchange.get(Answer.class);
    }

    @Override
    public void prepare(Message out) {
      out.setContent(OutputStream.class, new Body(out, answer));
    }

    @Override
    public void close(Message out) {
      head(out, answer);
    }
  }

  static void head(Message out, Answer answer) {
    if (answer.isStreaming()) {
      return;
    }
    answer.status(out.get(Message.RESPONSE_CODE) instanceof Integer code ? code : 200);
    Map<String, List<Object>> headers =
        CastUtils.cast((Map<?, ?>) out.get(Message.PROTOCOL_HEADERS));
    if (headers == null) {
      return;
    }
    for (Map.Entry<String, List<Object>> header : headers.entrySet()) {
      List<Object> values = header.getValue();
      if (values == null || values.isEmpty() || values.get(0) == null) {
        continue;
      }
      String value = values.get(0).toString();
      switch (header.getKey().toLowerCase(Locale.ROOT)) {
        case "content-type" -> answer.contentType(value);
        // the door sets these itself, or never
        case "date",
            "content-length",
            "transfer-encoding",
            "connection",
            "set-cookie",
            "server" -> {}
        case "location" -> answer.headers().put("Location", location(out, value));
        default -> answer.headers().put(header.getKey(), value);
      }
    }
  }

  /** CXF puts the resource's own path before a relative location, also one that has it already. */
  private static String location(Message out, String value) {
    Object base = out.getExchange().getInMessage().get(Message.BASE_PATH);
    return value.startsWith(base + "/api/") ? value.substring(base.toString().length()) : value;
  }

  /** Has the head settled before the first byte that leaves early. */
  private static final class Body extends OutputStream implements JsonWriter.Whole {
    private final Message out;
    private final Answer answer;

    Body(Message out, Answer answer) {
      this.out = out;
      this.answer = answer;
    }

    @Override
    public void take(byte[] json, long leaf, Recording recording) {
      answer.take(json);
      answer.leaveAfter(recording);
      if (leaf >= 0) {
        answer.leaf(leaf);
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      if (answer.length() + count > Answer.WHOLE) {
        head(out, answer);
      }
      answer.write(bytes, offset, count);
    }
  }
}
