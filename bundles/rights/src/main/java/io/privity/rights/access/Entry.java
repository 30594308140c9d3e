// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.privity.api.privacy.Datum;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A datum as the package shows it.
 *
 * @param value JSON, with passages about others taken out
 */
record Entry(
    String bundle,
    String id,
    String category,
    String label,
    @JsonRawValue String value,
    String origin,
    String source,
    Instant since,
    List<String> purposes) {
  static Entry of(String bundle, Datum datum, String value) {
    return new Entry(
        bundle,
        datum.id(),
        datum.category(),
        datum.label(),
        value,
        datum.origin().name().toLowerCase(Locale.ROOT),
        datum.source().isEmpty() ? null : datum.source(),
        datum.since(),
        datum.purposes());
  }
}
