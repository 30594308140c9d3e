// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.rights.Holders;
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

  /** Every datum that any bundle keeps of the subject. */
  List<Item> of(Caller caller, Subject subject) {
    List<Holds.Hold> inForce = holds.inForce(caller, subject);
    List<Item> items = new ArrayList<>();
    for (Map.Entry<String, PersonalDataHolder> entry : holders.present().entrySet()) {
      PersonalDataHolder holder = entry.getValue();
      for (Datum datum : holder.export(caller, subject)) {
        Optional<Retained> longest =
            Stream.concat(
                    holder.mayErase(caller, subject, datum).stream(),
                    Holds.on(datum, inForce).stream())
                .max(Comparator.comparing(Retained::until));
        items.add(new Item(entry.getKey(), datum, longest.orElse(null)));
      }
    }
    return items;
  }

  /** What the erasure leaves where it is, in whole records. */
  List<Remaining> remains(Caller caller, Subject subject) {
    return holders.present().values().stream()
        .flatMap(holder -> holder.remains(caller, subject).stream())
        .toList();
  }
}
