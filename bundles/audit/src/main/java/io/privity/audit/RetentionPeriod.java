// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.privacy.RetentionSetting;
import java.time.Period;

/** How long entries keep their bodies, as the operator sets it. */
public final class RetentionPeriod {
  private RetentionPeriod() {}

  /**
   * @throws IllegalArgumentException when it is no period from a day to 1000 years
   */
  public static Period of(AuditConfiguration configuration) {
    return parse(configuration.retention());
  }

  static Period parse(String text) {
    return RetentionSetting.parse("io.privity.audit: retention", text, "P3Y");
  }
}
