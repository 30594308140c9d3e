// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Halts threads of a running server where a method begins, while all others go on: so a test can
 * kill it at just that step. For one thread.
 */
final class Debugger implements AutoCloseable {
  private static final long WAIT_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final VirtualMachine machine;

  /** A server that was started with {@link #option}. */
  Debugger(int port) {
    AttachingConnector socket =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = socket.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    try {
      machine = socket.attach(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the server's JVM has to be started with. */
  static String option(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
  }

  /**
   * Has something begun, and answers when a thread of the server stands where the last of these
   * methods begins; it came there by way of the others, in their order.
   *
   * @param methods such as {@code io.privity.rights.erasure.Erasures#dropRows}
   */
  void haltAt(Runnable begin, List<String> methods) {
    BreakpointRequest next = breakpoint(methods.get(0), null);
    begin.run();
    ThreadReference halted = await(next, methods.get(0));
    for (String method : methods.subList(1, methods.size())) {
      next = breakpoint(method, halted);
      halted.resume();
      await(next, method);
    }
  }

  private BreakpointRequest breakpoint(String method, ThreadReference thread) {
    BreakpointRequest request =
        machine.eventRequestManager().createBreakpointRequest(find(method).location());
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.addCountFilter(1);
    if (thread != null) {
      request.addThreadFilter(thread);
    }
    request.enable();
    return request;
  }

  private Method find(String name) {
    int mark = name.indexOf('#');
    for (ReferenceType type : machine.classesByName(name.substring(0, mark))) {
      for (Method method : type.methodsByName(name.substring(mark + 1))) {
        if (method.location() != null) {
          return method;
        }
      }
    }
    throw new AssertionError("the server has no " + name);
  }

  private ThreadReference await(BreakpointRequest request, String method) {
    try {
      for (EventSet set = machine.eventQueue().remove(WAIT_MILLIS);
          set != null;
          set = machine.eventQueue().remove(WAIT_MILLIS)) {
        for (Event event : set) {
          if (event instanceof BreakpointEvent hit && request.equals(hit.request())) {
            return hit.thread();
          }
        }
        set.resume();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError("no thread came to " + method);
  }

  @Override
  public void close() {
    try {
      machine.dispose();
    } catch (VMDisconnectedException e) {
      // the server was killed
    }
  }
}
