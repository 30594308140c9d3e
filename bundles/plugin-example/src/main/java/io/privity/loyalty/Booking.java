// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty;

/**
 * What is to be booked on an account.
 *
 * @param points that are earned, or redeemed when negative
 * @param reason what for
 * @param invoice the number of the invoice that it belongs to; may be null
 */
public record Booking(Long points, String reason, String invoice) {
  private static final long MOST = 1_000_000;
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_INVOICE = 64;

  /**
   * @throws LoyaltyException {@code invalid-booking} (member {@code property})
   */
  Booking checked() {
    if (points == null || points == 0 || points > MOST || points < -MOST) {
      throw LoyaltyException.invalid(
          "points", "points are 1 to " + MOST + ", redeemed ones negative.");
    }
    if (!isText(reason, LONGEST_REASON)) {
      throw LoyaltyException.invalid(
          "reason", "Say what for, in at most " + LONGEST_REASON + " characters.");
    }
    if (invoice != null && !isText(invoice, LONGEST_INVOICE)) {
      throw LoyaltyException.invalid(
          "invoice", "An invoice's number has at most " + LONGEST_INVOICE + " characters.");
    }
    return this;
  }

  private static boolean isText(String text, int longest) {
    return text != null && !text.isBlank() && text.length() <= longest;
  }
}
