// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.caller.Caller;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Holders;
import io.privity.rights.request.Fulfilment;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fulfils requests for access and portability, once every holder is there. */
@Component
public final class AccessRequests implements Fulfilment {
  private final Packages packages;
  private final Holders holders;

  /** What the package would hold. */
  record Preview(List<Item> data, List<LeftOut> leftOut, List<String> waitingFor) {}

  /** A datum, without its value. */
  record Item(String datum, String category, String label) {}

  @Activate
  public AccessRequests(@Reference Packages packages, @Reference Holders holders) {
    this.packages = packages;
    this.holders = holders;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(RequestKind.ACCESS, RequestKind.PORTABILITY);
  }

  @Override
  public Object preview(Caller caller, Work work) {
    Inventory.Gathered gathered = packages.preview(caller, work.subject(), work.kind());
    return new Preview(
        gathered.entries().stream()
            .map(entry -> new Item(entry.id(), entry.category(), entry.label()))
            .toList(),
        gathered.leftOut(),
        holders.missing());
  }

  @Override
  public Result run(Caller caller, Work work) {
    List<String> missing = holders.missing();
    if (!missing.isEmpty()) {
      return new Waiting(missing);
    }
    packages.make(caller, work.subject(), work.kind(), work.request());
    return new Fulfilled(List.of());
  }
}
