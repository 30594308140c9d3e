// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty.privacy;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.api.rest.Json;
import io.privity.loyalty.Ledger;
import io.privity.loyalty.Loyalty;
import io.privity.loyalty.store.EventRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The example plugin's holder as another version has it: its component's properties say which
 * column it declares besides, and what it fails to do.
 */
public final class OtherHolder implements PersonalDataHolder {
  /** The property that names a sealed column of its table. */
  public static final String DECLARES = "declares";

  /** The property that names a method of the contract. */
  public static final String FAILS = "fails";

  private final PersonalDataHolder holder;
  private final Object declares;
  private final Object fails;

  public OtherHolder(
      Loyalty loyalty,
      Ledger ledger,
      EventRows rows,
      Subjects subjects,
      Json json,
      Map<String, Object> properties) {
    holder = new LoyaltyHolder(loyalty, ledger, rows, subjects, json);
    declares = properties.get(DECLARES);
    fails = properties.get(FAILS);
  }

  private PersonalDataHolder to(String method) {
    if (method.equals(fails)) {
      throw new IllegalStateException("a defect of the plugin");
    }
    return holder;
  }

  @Override
  public Declaration describe() {
    Declaration own = holder.describe();
    List<Declaration.Table> tables = new ArrayList<>(own.tables());
    if (declares != null) {
      Declaration.Column column =
          Declaration.withSubject(declares.toString(), Loyalty.CATEGORY, "customer-loyalty");
      tables.add(Declaration.Table.of(tables.get(0).name(), "the same", column));
    }
    return new Declaration(own.prefix(), own.events(), tables);
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return to("export").export(caller, subject);
  }

  @Override
  public Optional<Retained> mayErase(Caller caller, Subject subject, Datum datum) {
    return to("mayErase").mayErase(caller, subject, datum);
  }

  @Override
  public void eraseMentions(Caller caller, Subject subject, Set<String> identifiers) {
    to("eraseMentions").eraseMentions(caller, subject, identifiers);
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    to("erase").erase(caller, subject);
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return to("rectify").rectify(caller, subject, corrections);
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    to("exportTenant").exportTenant(caller, sink);
  }

  @Override
  public void eraseTenant(UUID tenant) {
    to("eraseTenant").eraseTenant(tenant);
  }
}
