// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.audit.AuditLog;
import io.privity.rest.json.StrictJson;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.ext.RuntimeDelegate;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.common.logging.LogUtils;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.apache.cxf.jaxrs.lifecycle.SingletonResourceProvider;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.Destination;
import org.apache.cxf.transport.DestinationFactory;

/** CXF, tuned: makes a server of its own for each resource. Close it after its publications. */
public final class JaxRs implements AutoCloseable {
  /** What stands before every resource's path. */
  public static final String API = "/api/v1";

  private static final String TRANSPORT = "urn:privity:door";

  private final Bus bus;
  private final StrictJson json;
  private final Supplier<Optional<AuditLog>> audit;
  private final Replaying replaying;

  public JaxRs(StrictJson json, Supplier<Optional<AuditLog>> audit, Replaying replaying) {
    this.json = json;
    this.audit = audit;
    this.replaying = replaying;
    LogUtils.setLoggerClass(QuietLog.class);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(JaxRs.class.getClassLoader());
      // Resources of all bundles reach CXF through this one; the default search would look for
      // services on class paths that OSGi does not have
      RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
      Map<String, Object> properties = new HashMap<>();
      properties.put("skip.default.json.provider.registration", true);
      properties.put("org.apache.cxf.jaxrs.provider.cache.allowed", true);
      properties.put("default.wae.mapper.least.specific", true);
      bus = new CXFBusFactory().createBus(new HashMap<>(), properties);
      // Without it, each request searches for a class loader
      bus.setExtension(JaxRs.class.getClassLoader(), ClassLoader.class);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * @param bundle the symbolic name of the bundle whose resource it is
   * @param path the resource's path below {@link #API}
   * @param prefix what tells its operations' ids from those of others
   * @throws UnpublishableException when an operation does not say who may use it
   */
  Publication publish(String bundle, String path, String prefix, Object resource) {
    String base = API + literal(path);
    Map<Method, Operation> operations = new HashMap<>();
    JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
    factory.setBus(bus);
    factory.setStart(false);
    factory.setAddress(base);
    factory.setTransportId(TRANSPORT);
    factory.setDestinationFactory(new Doors());
    factory.setResourceClasses(resource.getClass());
    factory.setResourceProvider(
        resource.getClass(), new SingletonResourceProvider(resource, false));
    factory.setProviders(
        List.of(
            new JsonReader(json),
            new FormReader(),
            new JsonWriter(json),
            new FailureMapper(),
            new FailureMapper.OfJaxRs(),
            new Admission(operations, audit)));
    factory.getInInterceptors().add(new DoorOutMessage());
    factory.getInInterceptors().add(new ReplayInterceptor(replaying));
    factory.getOutInterceptors().add(new KeptDate());
    factory.getOutFaultInterceptors().add(new KeptDate());
    Server server = factory.create();
    try {
      List<Operation> found = operations(factory, literal(path), prefix);
      found.forEach(operation -> operations.put(operation.method(), operation));
      // It would let a query or header change the method of a request
      ((ServerProviderFactory) server.getEndpoint().get(ServerProviderFactory.class.getName()))
          .setRequestPreprocessor(null);
      server.start();
      return new Publication(bundle, path, base, resource.getClass(), found, server);
    } catch (RuntimeException e) {
      server.destroy();
      throw e;
    }
  }

  /** The path up to its first variable: from there on the resource's own templates match. */
  static String literal(String path) {
    int variable = path.indexOf("/{");
    return variable < 0 ? path : path.substring(0, variable);
  }

  private static List<Operation> operations(
      JAXRSServerFactoryBean factory, String base, String prefix) {
    List<Operation> found = new ArrayList<>();
    for (ClassResourceInfo type : factory.getServiceFactory().getClassResourceInfo()) {
      for (OperationResourceInfo method : type.getMethodDispatcher().getOperationResourceInfos()) {
        Method invoked = method.getMethodToInvoke();
        if (method.isSubResourceLocator() || takesAsync(invoked)) {
          throw new UnpublishableException(
              invoked.getDeclaringClass().getName()
                  + "."
                  + invoked.getName()
                  + " is a sub-resource locator or asynchronous, which is not served");
        }
        String template =
            base + join(type.getURITemplate().getValue(), method.getURITemplate().getValue());
        found.add(
            Operation.of(
                prefix + "." + invoked.getName(),
                method.getHttpMethod(),
                template.isEmpty() ? "/" : template,
                invoked));
      }
    }
    if (found.isEmpty()) {
      throw new UnpublishableException("no operation");
    }
    return OperationIds.unique(found);
  }

  private static boolean takesAsync(Method method) {
    return List.of(method.getParameterTypes()).contains(AsyncResponse.class)
        || CompletionStage.class.isAssignableFrom(method.getReturnType());
  }

  private static String join(String above, String below) {
    String path = (above + '/' + below).replaceAll("/+", "/");
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @Override
  public void close() {
    bus.shutdown(true);
  }

  /** CXF asks it for the way in of each server. */
  private static final class Doors implements DestinationFactory {
    @Override
    public Destination getDestination(EndpointInfo info, Bus bus) {
      return new DoorDestination(bus, info);
    }

    @Override
    public Set<String> getUriPrefixes() {
      return Set.of();
    }

    @Override
    public List<String> getTransportIds() {
      return List.of(TRANSPORT);
    }
  }
}
