// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Portable;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Holders;
import io.privity.rights.People;
import io.privity.rights.processing.Purposes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gathers a subject's data from every holder, as a kind of request lets it go out. */
@Component(service = Inventory.class)
public final class Inventory {
  private static final Set<LawfulBasis> PORTABLE =
      EnumSet.of(LawfulBasis.CONSENT, LawfulBasis.CONTRACT);
  private static final Set<Datum.Origin> PROVIDED =
      EnumSet.of(Datum.Origin.PROVIDED, Datum.Origin.OBSERVED);

  private final Holders holders;
  private final People people;
  private final Purposes purposes;

  /** What goes out and what does not. */
  record Gathered(List<Entry> entries, List<Portable> files, List<LeftOut> leftOut) {}

  @Activate
  public Inventory(
      @Reference Holders holders, @Reference People people, @Reference Purposes purposes) {
    this.holders = holders;
    this.people = people;
    this.purposes = purposes;
  }

  Gathered gather(Caller caller, Subject subject, RequestKind kind) {
    Redaction redaction = new Redaction(people.subjects(), caller, subject);
    List<Entry> entries = new ArrayList<>();
    List<Portable> files = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Map.Entry<String, PersonalDataHolder> each : holders.present().entrySet()) {
      String bundle = each.getKey();
      PersonalDataHolder holder = each.getValue();
      List<Datum> going = new ArrayList<>();
      for (Datum datum : Holders.answer(bundle, () -> holder.export(caller, subject))) {
        String refusal = kind == RequestKind.PORTABILITY ? notPortable(caller, datum) : null;
        if (refusal != null) {
          leftOut.add(new LeftOut(datum.id(), refusal, 1));
          continue;
        }
        byte[] json = redaction.apply(datum.json());
        if (redaction.count() > 0) {
          leftOut.add(new LeftOut(datum.id(), "third-party", redaction.count()));
        }
        Datum shown = with(datum, json);
        going.add(shown);
        entries.add(Entry.of(bundle, shown, new String(json, StandardCharsets.UTF_8)));
      }
      files.addAll(Holders.answer(bundle, () -> holder.portable(caller, subject, going)));
    }
    return new Gathered(entries, files, leftOut);
  }

  /** Art. 20(1): what the subject provided, processed on consent or for a contract. */
  private String notPortable(Caller caller, Datum datum) {
    if (!PROVIDED.contains(datum.origin())) {
      return "not-provided-by-subject";
    }
    Map<String, Purposes.Known> defined = purposes.of(caller);
    boolean portable =
        datum.purposes().stream()
            .map(defined::get)
            .anyMatch(
                known ->
                    known != null && PORTABLE.contains(LawfulBasis.of(known.purpose().basis())));
    return portable ? null : "not-by-consent-or-contract";
  }

  private static Datum with(Datum datum, byte[] json) {
    return new Datum(
        datum.id(),
        datum.category(),
        datum.label(),
        json,
        datum.origin(),
        datum.source(),
        datum.since(),
        datum.purposes());
  }
}
