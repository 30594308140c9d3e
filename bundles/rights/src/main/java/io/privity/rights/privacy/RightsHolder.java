// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.privacy;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.Due;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** This bundle's holder: its topics' parts, once all of them are there. */
@Component(
    service = PersonalDataHolder.class,
    property = "parts.cardinality.minimum:Integer=" + RightsHolder.TOPICS)
public final class RightsHolder implements PersonalDataHolder {
  /** How many parts there are: with less, tables would not be described. */
  static final int TOPICS = 5;

  private static final Table HOLDERS =
      Table.of(
          "rights_holder",
          "A bundle whose holder was ever seen",
          Declaration.plain("bundle", "the name of a bundle"),
          Declaration.plain("first_seen", "when it came first"));

  private final List<Declared> parts;

  @Activate
  public RightsHolder(
      @Reference(
              name = "parts",
              cardinality = ReferenceCardinality.AT_LEAST_ONE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Declared> parts) {
    this.parts =
        parts.stream().sorted(Comparator.comparing(part -> part.getClass().getName())).toList();
  }

  @Override
  public Declaration describe() {
    List<Table> tables = new ArrayList<>(List.of(HOLDERS));
    parts.forEach(part -> tables.addAll(part.tables()));
    return new Declaration(Declared.PREFIX, Map.of(), tables);
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return parts.stream().flatMap(part -> part.export(caller, subject).stream()).toList();
  }

  @Override
  public Optional<Retained> mayErase(Caller caller, Subject subject, Datum datum) {
    return parts.stream()
        .flatMap(part -> part.mayErase(caller, subject, datum).stream())
        .findFirst();
  }

  @Override
  public void eraseMentions(Caller caller, Subject subject, Set<String> identifiers) {
    parts.forEach(part -> part.eraseMentions(caller, subject, identifiers));
  }

  @Override
  public List<Remaining> remains(Caller caller, Subject subject) {
    return parts.stream().flatMap(part -> part.remains(caller, subject).stream()).toList();
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    parts.forEach(part -> part.erase(caller, subject));
  }

  @Override
  public void restrict(Caller caller, Subject subject, boolean restricted) {
    parts.forEach(part -> part.restrict(caller, subject, restricted));
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return parts.stream()
        .flatMap(part -> part.rectify(caller, subject, corrections).stream())
        .toList();
  }

  /** Each subject once, though several parts may name it, by its oldest event. */
  @Override
  public List<Due> due(Caller caller, String event, Instant before, int limit) {
    Map<Long, Due> oldest = new LinkedHashMap<>();
    parts.stream()
        .flatMap(part -> part.due(caller, event, before, limit).stream())
        .sorted(Comparator.comparing(Due::at))
        .forEach(due -> oldest.putIfAbsent(due.subject().leaf(), due));
    return oldest.values().stream().limit(limit).toList();
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    parts.forEach(part -> part.exportTenant(caller, sink));
  }

  @Override
  public void eraseTenant(UUID tenant) {
    parts.forEach(part -> part.eraseTenant(tenant));
  }
}
