// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.privacy;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Declaration.Column;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import java.util.List;
import java.util.Map;

/**
 * One topic's part of this bundle's holder: its tables, and what is in them. Each is a component
 * with this interface as its service, and {@link RightsHolder}, which knows how many there are, is
 * all of them together.
 */
public interface Declared extends PersonalDataHolder {
  String PREFIX = "rights_";
  Column TENANT = Declaration.plain("tenant", "the tenant's id");
  Column LEAF = Declaration.plain("leaf", "the number of a key");
  Column VERSION = Declaration.plain("version", "a count of changes");

  /** The column {@code sealed} with what the law wants kept of a subject, as long as it is one. */
  static Column sealed(String category, String purpose) {
    return new Personal(
        "sealed",
        category,
        purpose,
        LawfulBasis.LEGAL_OBLIGATION,
        Declaration.WITH_SUBJECT,
        "",
        List.of());
  }

  /** The topic's tables. Constant. */
  List<Table> tables();

  @Override
  default Declaration describe() {
    return new Declaration(PREFIX, Map.of(), tables());
  }

  /** What is kept of rights work is a record of what was; it is not corrected. */
  @Override
  default List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return List.of();
  }
}
