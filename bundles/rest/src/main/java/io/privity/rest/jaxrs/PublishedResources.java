// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.problem.Kind;
import io.privity.api.rest.Resource;
import io.privity.api.rest.RestException;
import io.privity.rest.health.Health;
import io.privity.rest.health.HealthResource;
import io.privity.rest.health.Services;
import io.privity.rest.json.StrictJson;
import io.privity.rest.problem.Refusals;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Publishes every service that has a {@link Resource#PATH}, for as long as it is there. */
@Component(service = PublishedResources.class)
public final class PublishedResources {
  private final AtomicReference<Replaying> replaying = new AtomicReference<>();
  private final StrictJson json;
  private final Publisher publisher;

  @Activate
  public PublishedResources(
      @Reference StrictJson json, @Reference Services services, @Reference Health health) {
    this.json = json;
    this.publisher =
        new Publisher(
            new JaxRs(
                json,
                services::auditLog,
                (request, answer, operation) -> replaying().once(request, answer, operation)));
    publisher.publish(new HealthResource(health), HealthResource.PATH);
  }

  public Publisher publisher() {
    return publisher;
  }

  @Reference(
      service = AnyService.class,
      target = "(" + Resource.PATH + "=*)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void bindResource(Object resource, ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    if (bundle != null) {
      publisher.publish(bundle.getSymbolicName(), resource, reference.getProperty(Resource.PATH));
    }
  }

  public void unbindResource(Object resource) {
    publisher.withdraw(resource);
    json.forget();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindReplaying(Replaying service) {
    replaying.set(service);
  }

  public void unbindReplaying(Replaying service) {
    replaying.compareAndSet(service, null);
  }

  private Replaying replaying() {
    Replaying service = replaying.get();
    if (service == null) {
      // a key that is not kept would promise what nobody holds
      throw new RestException(Kind.UNAVAILABLE, Refusals.AWAY.code(), Refusals.AWAY.detail());
    }
    return service;
  }

  @Deactivate
  public void close() {
    publisher.close();
  }
}
