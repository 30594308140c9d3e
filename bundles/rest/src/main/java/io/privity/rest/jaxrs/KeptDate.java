// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Spares CXF the formatting of a date: the door sets that header itself. */
final class KeptDate extends AbstractPhaseInterceptor<Message> {
  private static final List<Object> ANY = List.of("");

  KeptDate() {
    super(Phase.SETUP);
  }

  @Override
  public void handleMessage(Message out) {
    if (out.get(Message.PROTOCOL_HEADERS) == null) {
      Map<String, List<Object>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.put("Date", ANY);
      out.put(Message.PROTOCOL_HEADERS, headers);
    }
  }
}
