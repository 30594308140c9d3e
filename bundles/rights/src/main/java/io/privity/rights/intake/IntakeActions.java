// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The actions that are there, in the order of their codes. Thread-safe. */
@Component(service = IntakeActions.class)
public final class IntakeActions {
  private final Map<String, IntakeAction> present = new ConcurrentSkipListMap<>();

  @Activate
  public IntakeActions() {}

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindAction(IntakeAction action) {
    present.put(action.code(), action);
  }

  void unbindAction(IntakeAction action) {
    present.remove(action.code(), action);
  }

  Collection<IntakeAction> all() {
    return present.values();
  }

  Optional<IntakeAction> find(String code) {
    return Optional.ofNullable(present.get(code));
  }
}
