// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Another bundle's holder, with one note for each tenant, on two lines, which says who asked. */
final class Notebook implements PersonalDataHolder {
  final List<UUID> erased = new ArrayList<>();
  List<Remaining> remaining = List.of();
  Runnable beforeErase = () -> {};

  @Override
  public Declaration describe() {
    return new Declaration(
        "notes_",
        Map.of(),
        List.of(
            Declaration.Table.of(
                "notes_note", "A note", Declaration.withSubject("text", "note", "notes"))));
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return List.of();
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
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    String note =
        "{\"for\":\"%s\",\r\n\"purpose\":\"%s\"}".formatted(caller.principal(), caller.purpose());
    sink.accept(note.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void eraseTenant(UUID tenant) {
    beforeErase.run();
    erased.add(tenant);
  }
}
