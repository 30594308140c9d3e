// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.privacy;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import java.util.List;

/**
 * One topic's part of this bundle's holder: its tables, and what is in them. Each is a component
 * with this interface as its service, and {@link RightsHolder}, which knows how many there are, is
 * all of them together.
 */
public interface Declared extends PersonalDataHolder {
  /** What is kept of rights work is a record of what was; it is not corrected. */
  @Override
  default List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return List.of();
  }
}
