// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.SubjectRequests.Refusal;
import io.privity.api.rights.SubjectRequests.Versioned;
import io.privity.rights.Holders;
import io.privity.rights.Refusals;
import io.privity.rights.store.KeptRows;
import io.privity.rights.store.KeptRows.KeptRow;
import io.privity.rights.store.RequestRow;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Refuses single data of a request, which goes on for the others (Art. 17(3)). */
@Component(service = PartialRefusals.class)
public final class PartialRefusals {
  private static final int MOST = 1_000;

  private final RequestFile file;
  private final KeptRows kept;
  private final Holders holders;
  private final RequestSubjects subjects;
  private final TimeZones zones;

  @Activate
  public PartialRefusals(
      @Reference RequestFile file,
      @Reference KeptRows kept,
      @Reference Holders holders,
      @Reference RequestSubjects subjects,
      @Reference TimeZones zones) {
    this.file = file;
    this.kept = kept;
    this.holders = holders;
    this.subjects = subjects;
    this.zones = zones;
  }

  Versioned refuse(
      Caller caller, String id, long version, RefusalCode code, String reason, Refusal refusal) {
    if (refusal.data().size() > MOST || refusal.data().stream().anyMatch(Objects::isNull)) {
      throw Refusals.invalid("data", "data are ids of data, at most " + MOST + " at a time.");
    }
    RequestRow found = file.find(caller, id);
    code.check(found.kind, true);
    if (!found.hasContact()) {
      throw RequestRefusals.noContact();
    }
    requireKnown(caller, subjects.of(caller, found), refusal.data());
    long ends = end(zones.of(caller), refusal.until());
    List<KeptRow> refused =
        refusal.data().stream()
            .distinct()
            .map(datum -> new KeptRow(datum, code.code(), ends))
            .toList();
    return file.change(
        caller,
        id,
        version,
        "refused-in-part",
        code.code(),
        (row, said) -> {
          RequestDesk.requireNotBegun(row);
          kept.put(row.key(), refused);
          return said.refusedFor(code.code(), reason);
        });
  }

  /** What is refused must be there, and everybody who may have it must be asked. */
  private void requireKnown(Caller caller, Subject subject, List<String> data) {
    Set<String> known =
        holders.present().values().stream()
            .flatMap(holder -> holder.export(caller, subject).stream())
            .map(Datum::id)
            .collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>(data);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw RequestRefusals.unknownData(unknown);
    }
  }

  private static long end(ZoneId zone, LocalDate until) {
    return until == null ? -1 : until.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
