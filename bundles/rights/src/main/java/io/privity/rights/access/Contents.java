// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.privacy.Declaration;
import io.privity.api.rights.RequestKind;
import io.privity.rights.processing.Consent;
import io.privity.rights.processing.Disclosures;
import io.privity.rights.processing.Purpose;
import java.time.Instant;
import java.util.List;

/**
 * All that a package tells (Art. 15(1)).
 *
 * @param controller the tenant's name, or its id where it has none
 * @param dpo how the controller's data protection officer is reached, or null
 * @param retention how long what is kept, in words of the declarations
 */
record Contents(
    RequestKind kind,
    String request,
    String controller,
    String dpo,
    String contact,
    Instant madeAt,
    List<Entry> data,
    List<Purpose> purposes,
    List<Consent> consents,
    List<Disclosures.Disclosure> disclosures,
    List<Accesses.Access> accesses,
    List<Retention> retention,
    List<LeftOut> leftOut) {
  /** How long a category of data is kept. */
  record Retention(String bundle, String category, String purpose, String period, String event) {
    static Retention of(String bundle, Declaration.Personal column) {
      return new Retention(
          bundle, column.category(), column.purpose(), column.retention(), column.event());
    }
  }
}
