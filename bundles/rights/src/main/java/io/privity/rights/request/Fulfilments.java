// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.rights.RequestKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The fulfilments that are there, by kind. Thread-safe. */
@Component(service = Fulfilments.class)
public final class Fulfilments {
  private final List<Fulfilment> present = new CopyOnWriteArrayList<>();

  @Activate
  public Fulfilments() {}

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindFulfilment(Fulfilment fulfilment) {
    present.add(fulfilment);
  }

  void unbindFulfilment(Fulfilment fulfilment) {
    present.remove(fulfilment);
  }

  /**
   * @throws io.privity.api.rights.RightsException {@code kind-not-supported}
   */
  Fulfilment of(RequestKind kind) {
    return present.stream()
        .filter(fulfilment -> fulfilment.kinds().contains(kind))
        .findFirst()
        .orElseThrow(RequestRefusals::notSupported);
  }
}
