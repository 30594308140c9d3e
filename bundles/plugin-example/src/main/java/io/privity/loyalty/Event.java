// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty;

import java.time.Instant;

/**
 * Something that happened on a contact's account, as it is sealed and shown.
 *
 * @param number 1 for the account's first
 * @param points that were earned, or redeemed when negative
 * @param balance the points of the account after it
 * @param reason what for, in the tenant's words
 * @param invoice the number of the invoice that it belongs to, or null
 */
public record Event(
    long number, Instant at, long points, long balance, String reason, String invoice) {

  /**
   * This event as it should have been; its number stays, and its balance follows.
   *
   * @throws LoyaltyException {@code invalid-booking} (member {@code property})
   */
  public Event corrected(Event right) {
    new Booking(right.points, right.reason, right.invoice).checked();
    if (right.at == null) {
      throw LoyaltyException.invalid("at", "Say when it was.");
    }
    return new Event(number, right.at, right.points, balance, right.reason, right.invoice);
  }

  /** The same with the balance that follows from the event before. */
  Event after(long before) {
    return new Event(number, at, points, before + points, reason, invoice);
  }
}
