// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Datum.Origin;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** A bundle that keeps some data of every subject, as JSON by id. */
class TestHolder implements PersonalDataHolder {
  final Map<String, String> data;
  private final String category;

  TestHolder(String category, Map<String, String> data) {
    this.category = category;
    this.data = new TreeMap<>(data);
  }

  @Override
  public Declaration describe() {
    return new Declaration(category + "_", Map.of(), List.of());
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return data.entrySet().stream()
        .map(
            each ->
                new Datum(
                    each.getKey(),
                    category,
                    each.getKey(),
                    each.getValue().getBytes(StandardCharsets.UTF_8),
                    Origin.PROVIDED,
                    "",
                    Instant.EPOCH,
                    List.of()))
        .toList();
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    data.clear();
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    List<String> mine = new ArrayList<>();
    for (Correction correction : corrections) {
      if (data.containsKey(correction.datum())) {
        data.put(correction.datum(), new String(correction.json(), StandardCharsets.UTF_8));
        mine.add(correction.datum());
      }
    }
    return mine;
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {}

  @Override
  public void eraseTenant(UUID tenant) {}
}
