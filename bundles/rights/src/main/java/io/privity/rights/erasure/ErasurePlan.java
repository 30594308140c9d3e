// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Retained.Ground;
import io.privity.api.privacy.Subject;
import io.privity.rights.Holders;
import io.privity.rights.request.Fulfilment.Kept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds what an erasure destroys and what outlives it: the same inventory that access gives. */
@Component(service = ErasurePlan.class)
public final class ErasurePlan {
  private final Holders holders;
  private final Holds holds;

  /**
   * A datum and its fate.
   *
   * @param bundle who holds it
   * @param retained why it outlives the erasure, or null when it goes
   */
  record Item(String bundle, Datum datum, Retained retained) {}

  @Activate
  public ErasurePlan(@Reference Holders holders, @Reference Holds holds) {
    this.holders = holders;
    this.holds = holds;
  }

  /**
   * Every datum that any bundle keeps of the subject.
   *
   * @param refused data that the tenant refused to erase, each with its ground and end
   */
  List<Item> of(Caller caller, Subject subject, List<Kept> refused) {
    List<Holds.Hold> inForce = holds.inForce(caller, subject);
    List<Item> items = new ArrayList<>();
    for (Map.Entry<String, PersonalDataHolder> entry : holders.present().entrySet()) {
      String bundle = entry.getKey();
      PersonalDataHolder holder = entry.getValue();
      for (Datum datum : Holders.answer(bundle, () -> holder.export(caller, subject))) {
        Optional<Retained> longest =
            Stream.of(
                    Holders.answer(bundle, () -> holder.mayErase(caller, subject, datum)),
                    Holds.on(datum, inForce),
                    refused(datum, refused))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Retained::until));
        items.add(new Item(bundle, datum, longest.orElse(null)));
      }
    }
    return items;
  }

  private static Optional<Retained> refused(Datum datum, List<Kept> refused) {
    return refused.stream()
        .filter(kept -> kept.datum().equals(datum.id()) && kept.until() != null)
        .findFirst()
        .map(kept -> new Retained(Ground.of(kept.code()), kept.reason(), kept.until()));
  }

  /** What the erasure leaves where it is, in whole records. */
  List<Remaining> remains(Caller caller, Subject subject) {
    List<Remaining> all = new ArrayList<>();
    holders
        .present()
        .forEach(
            (bundle, holder) ->
                all.addAll(Holders.answer(bundle, () -> holder.remains(caller, subject))));
    return all;
  }
}
