// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.caller.Caller;
import io.privity.api.rest.Json;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Holders;
import io.privity.rights.Refusals;
import io.privity.rights.intake.Wording;
import io.privity.rights.request.Fulfilment;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Fulfils requests for access and portability, once every holder is there: {@code {"language":
 * "fr"}} says what the subject reads; without it the package is in the language in which it asked,
 * else in the tenant's.
 */
@Component
public final class AccessRequests implements Fulfilment {
  private final Packages packages;
  private final Holders holders;
  private final Json json;

  /** How the package is to be made. */
  public record Instructions(String language) {}

  /** What the package would hold. */
  record Preview(List<Item> data, List<LeftOut> leftOut, List<String> waitingFor) {}

  /** A datum, without its value. */
  record Item(String datum, String category, String label) {}

  @Activate
  public AccessRequests(
      @Reference Packages packages, @Reference Holders holders, @Reference Json json) {
    this.packages = packages;
    this.holders = holders;
    this.json = json;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(RequestKind.ACCESS, RequestKind.PORTABILITY);
  }

  @Override
  public Object preview(Caller caller, Work work) {
    language(work);
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
    String language = language(work);
    List<String> missing = holders.missing();
    if (!missing.isEmpty()) {
      return new Waiting(missing);
    }
    packages.make(caller, work.subject(), work.kind(), work.request(), language);
    return new Fulfilled(List.of());
  }

  /** Null when nothing is said of it. */
  private String language(Work work) {
    String language = work.instructions(json, Instructions.class).language();
    if (language == null) {
      return work.language();
    }
    if (Wording.find(language).isEmpty()) {
      throw Refusals.invalid("language", "language is one of de, en, fr.");
    }
    return language;
  }
}
