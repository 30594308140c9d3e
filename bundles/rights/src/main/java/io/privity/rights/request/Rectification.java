// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.api.problem.Trace;
import io.privity.api.rest.Json;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Holders;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.processing.Notices;
import io.privity.rights.store.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fulfils requests for rectification (Art. 16) through all holders: {@code {"corrections":
 * [{"datum": "contacts:…/title", "value": "Dr"}]}}; the value null takes a datum away.
 */
@Component
public final class Rectification implements Fulfilment {
  private static final Logger LOG = LoggerFactory.getLogger(Rectification.class);
  private static final int MOST = 200;

  private final Sql sql;
  private final Holders holders;
  private final Notices notices;
  private final Json json;

  /** What is to be corrected. */
  public record Instructions(List<Corrected> corrections) {}

  /** A datum as it should be. */
  public record Corrected(String datum, Object value) {}

  @Activate
  public Rectification(
      @Reference Sql sql,
      @Reference Holders holders,
      @Reference Notices notices,
      @Reference Json json) {
    this.sql = sql;
    this.holders = holders;
    this.notices = notices;
    this.json = json;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(RequestKind.RECTIFICATION);
  }

  /** Each datum as it is and as it would be. */
  @Override
  public Object preview(Caller caller, Work work) {
    Map<String, Object> known = new HashMap<>();
    for (PersonalDataHolder holder : holders.present().values()) {
      for (Datum datum : holder.export(caller, work.subject())) {
        known.put(datum.id(), SealedJson.read(datum.json(), Object.class));
      }
    }
    List<Map<String, Object>> changes = new ArrayList<>();
    for (Corrected each : instructions(work).corrections()) {
      Map<String, Object> change = new LinkedHashMap<>();
      change.put("datum", each.datum());
      change.put("known", known.containsKey(each.datum()));
      change.put("is", known.get(each.datum()));
      change.put("becomes", each.value());
      changes.add(change);
    }
    return Map.of("corrections", changes, "recipients", notices.recipients(caller, work.subject()));
  }

  @Override
  public Result run(Caller caller, Work work) {
    List<Correction> corrections =
        instructions(work).corrections().stream()
            .map(each -> new Correction(each.datum(), json.write(each.value())))
            .toList();
    Map<String, PersonalDataHolder> willing = holders.present();
    List<String> failed = new ArrayList<>();
    // one that fails takes the others' work back with it: they do it again without that one
    while (!correct(caller, work, corrections, willing, failed)) {
      failed.forEach(willing::remove);
    }
    if (!failed.isEmpty()) {
      throw Refusals.holdersFailed(failed);
    }
    return new Fulfilled(List.of());
  }

  /**
   * Has all the willing correct what is theirs, in one transaction.
   *
   * @param failed takes the one that failed
   * @return false when one did
   * @throws ProblemException of kind {@code INVALID} when a value is wrong, or a correction is
   *     nobody's
   */
  private boolean correct(
      Caller caller,
      Work work,
      List<Correction> corrections,
      Map<String, PersonalDataHolder> willing,
      List<String> failed) {
    List<String> asked = new ArrayList<>();
    try {
      return sql.in(
          () -> {
            Set<String> open = new HashSet<>();
            corrections.forEach(correction -> open.add(correction.datum()));
            willing.forEach(
                (bundle, holder) -> {
                  asked.add(bundle);
                  open.removeAll(holder.rectify(caller, work.subject(), corrections));
                });
            asked.clear();
            if (!open.isEmpty() && failed.isEmpty() && holders.missing().isEmpty()) {
              throw RequestRefusals.unknownData(open);
            }
            notices.write(caller, work.subject(), work.kind(), work.request());
            return true;
          });
    } catch (RuntimeException e) {
      if (asked.isEmpty() || e instanceof ProblemException p && p.kind() == Kind.INVALID) {
        throw e;
      }
      String bundle = asked.get(asked.size() - 1);
      LOG.warn("{} failed to rectify{}", bundle, Trace.of(e));
      failed.add(bundle);
      return false;
    }
  }

  private Instructions instructions(Work work) {
    Instructions given = json.read(work.instructions(), Instructions.class);
    List<Corrected> corrections = given.corrections();
    if (corrections == null
        || corrections.isEmpty()
        || corrections.size() > MOST
        || corrections.stream().anyMatch(each -> each == null || each.datum() == null)
        || corrections.stream().map(Corrected::datum).distinct().count() < corrections.size()) {
      throw Refusals.invalid(
          "corrections", "corrections are 1 to " + MOST + " data, each once, with its value.");
    }
    return given;
  }
}
