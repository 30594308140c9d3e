// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.rights.intake.IntakeAction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Withdraws every consent of a subject by its own link: as easy as it was to give them (Art. 7(3)).
 */
@Component
public final class ConsentWithdrawal implements IntakeAction {
  private final Consents consents;

  @Activate
  public ConsentWithdrawal(@Reference Consents consents) {
    this.consents = consents;
  }

  @Override
  public String code() {
    return "withdraw-consents";
  }

  @Override
  public String label(String language) {
    return switch (language) {
      case "de" -> "Einwilligungen widerrufen";
      case "fr" -> "Retirer mes consentements";
      default -> "Withdraw my consents";
    };
  }

  @Override
  public String hint(String language) {
    return switch (language) {
      case "de" -> "Alle Einwilligungen, die Sie gegeben haben, gelten ab sofort nicht mehr.";
      case "fr" -> "Tous les consentements que vous avez donnés prennent fin immédiatement.";
      default -> "All consents that you gave end at once.";
    };
  }

  @Override
  public void run(Caller caller, Subject subject, String link) {
    consents.withdrawAll(caller, subject);
  }
}
