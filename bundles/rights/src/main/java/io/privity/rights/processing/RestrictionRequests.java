// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.rights.RequestKind;
import io.privity.rights.SealedJson;
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

  /** What the tenant's people say on restricting. */
  public record Instructions(String ground, List<String> consents) {}

  @Activate
  public RestrictionRequests(@Reference Restrictions restrictions, @Reference Notices notices) {
    this.restrictions = restrictions;
    this.notices = notices;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(RequestKind.RESTRICTION);
  }

  @Override
  public Object preview(Caller caller, Work work) {
    return Map.of(
        "ground",
        Grounds.text(ground(work)),
        "recipients",
        notices.recipients(caller, work.subject()));
  }

  @Override
  public Result run(Caller caller, Work work) {
    Instructions given = instructions(work);
    restrictions.set(
        caller,
        work.subject(),
        ground(work),
        work.request(),
        given.consents() == null ? Set.of() : Set.copyOf(given.consents()));
    notices.write(caller, work.subject(), work.kind(), work.request());
    return new Fulfilled(List.of());
  }

  private static Standing.Ground ground(Work work) {
    String text = instructions(work).ground();
    return text == null ? Standing.Ground.ACCURACY_CONTESTED : Grounds.asked(text);
  }

  private static Instructions instructions(Work work) {
    return work.instructions().length == 0
        ? new Instructions(null, null)
        : SealedJson.read(work.instructions(), Instructions.class);
  }
}
