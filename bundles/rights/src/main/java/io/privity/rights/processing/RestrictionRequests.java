// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.rest.Json;
import io.privity.api.rights.RequestKind;
import io.privity.rights.request.Fulfilment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Fulfils requests for restriction: {@code {"ground": "accuracy-contested", "consents":
 * ["newsletter"]}}, both optional.
 */
@Component
public final class RestrictionRequests implements Fulfilment {
  private final Restrictions restrictions;
  private final Notices notices;
  private final Json json;

  /** What the tenant's people say on restricting. */
  public record Instructions(String ground, List<String> consents) {}

  @Activate
  public RestrictionRequests(
      @Reference Restrictions restrictions, @Reference Notices notices, @Reference Json json) {
    this.restrictions = restrictions;
    this.notices = notices;
    this.json = json;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(RequestKind.RESTRICTION);
  }

  @Override
  public Object preview(Caller caller, Work work) {
    return Map.of(
        "ground",
        Grounds.text(ground(instructions(work))),
        "recipients",
        notices.recipients(caller, work.subject()));
  }

  @Override
  public Result run(Caller caller, Work work) {
    Instructions given = instructions(work);
    restrictions.set(caller, work.subject(), ground(given), work.request(), given.consents());
    notices.write(caller, work.subject(), work.kind(), work.request());
    return new Fulfilled(List.of());
  }

  private static Standing.Ground ground(Instructions given) {
    return given.ground() == null
        ? Standing.Ground.ACCURACY_CONTESTED
        : Grounds.asked(given.ground());
  }

  private Instructions instructions(Work work) {
    return work.instructions(json, Instructions.class);
  }
}
