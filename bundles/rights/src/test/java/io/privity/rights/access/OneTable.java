// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Subject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A bundle with one table, of one category. */
record OneTable(String category, List<Datum> data, List<Remaining> remaining)
    implements PersonalDataHolder {
  @Override
  public Declaration describe() {
    Declaration.Column column =
        new Declaration.Personal(category, category, "service", null, "P2Y", "used", List.of());
    return new Declaration(
        category + "_", Map.of(), List.of(Declaration.Table.of(category + "_t", "A row", column)));
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return data;
  }

  @Override
  public List<Remaining> remains(Caller caller, Subject subject) {
    return remaining;
  }

  @Override
  public void erase(Caller caller, Subject subject) {}

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return List.of();
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {}

  @Override
  public void eraseTenant(UUID tenant) {}
}
