// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.tenants.SignUpMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** Who may sign up, as the configuration says. */
final class SignUpSetting {
  private SignUpSetting() {}

  /**
   * @param signup the setting; empty for what suits the address
   * @param bind the address that the server listens on
   * @throws IllegalArgumentException for an unknown setting: rather no sign-up than the wrong one
   */
  static SignUpMode of(String signup, String bind) {
    if (signup == null || signup.isBlank()) {
      return isLoopback(bind) ? SignUpMode.OPEN : SignUpMode.INVITE;
    }
    return switch (signup.trim().toLowerCase(Locale.ROOT)) {
      case "open" -> SignUpMode.OPEN;
      case "invite" -> SignUpMode.INVITE;
      case "closed" -> SignUpMode.CLOSED;
      default -> throw new IllegalArgumentException("signup is open, invite or closed");
    };
  }

  private static boolean isLoopback(String bind) {
    if (bind == null || bind.isBlank()) {
      return false;
    }
    try {
      return InetAddress.getByName(bind.trim()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
