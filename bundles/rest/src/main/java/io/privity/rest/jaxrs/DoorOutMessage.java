// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Makes the message of the answer a {@link DoorMessage} too, before CXF makes its own. */
final class DoorOutMessage extends AbstractPhaseInterceptor<Message> {
  DoorOutMessage() {
    super(Phase.PRE_INVOKE);
    addBefore(ReplayInterceptor.class.getName());
  }

  @Override
  public void handleMessage(Message in) {
    Exchange exchange = in.getExchange();
    DoorMessage out = new DoorMessage();
    out.setExchange(exchange);
    exchange.setOutMessage(exchange.getEndpoint().getBinding().createMessage(out));
  }
}
