// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Role;
import io.privity.api.persistence.StoreException;
import io.privity.api.privacy.Subject;
import io.privity.loyalty.Loyalty.Statement;
import io.privity.testkit.Faults;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class LoyaltyTest {
  private final Shop shop = new Shop();
  private final Subject ada = shop.customer();

  @After
  public void nothingGoesWrong() {
    Shop.STORE.faults().none();
  }

  @Test
  public void pointsAreEarnedAndRedeemed() {
    shop.book(ada, 120, "a bicycle", "2026-17");
    Event redeemed = shop.book(ada, -50, "a bell", null);
    assertEquals(new Event(2, shop.clock.instant(), -50, 70, "a bell", null), redeemed);
    Statement statement = shop.loyalty.statement(shop.caller, ada.id(), Long.MAX_VALUE, 10);
    assertEquals(70, statement.balance());
    assertEquals(List.of(2L, 1L), statement.events().stream().map(Event::number).toList());
    assertEquals(
        List.of("loyalty.book", "loyalty.book", "loyalty.read"),
        shop.audit.operations(shop.caller.tenant()));
  }

  @Test
  public void anAccountIsReadPageByPage() {
    for (int i = 1; i <= 5; i++) {
      shop.book(ada, i, "purchase", null);
    }
    Statement page = shop.loyalty.statement(shop.caller, ada.id(), 4, 2);
    assertEquals(List.of(3L, 2L), page.events().stream().map(Event::number).toList());
    assertEquals(15, page.balance());
    assertEquals(5, page.newest());
  }

  @Test
  public void moreThanThereIsCannotBeRedeemed() {
    shop.book(ada, 10, "purchase", null);
    assertEquals("not-enough-points", refused(ada.id(), new Booking(-11L, "too much", null)));
    assertEquals(10, shop.balance(ada));
    shop.book(ada, -10, "all of it", null);
    assertEquals(0, shop.balance(ada));
  }

  @Test
  public void whatIsNoBookingChangesNothing() {
    for (Booking wrong :
        List.of(
            new Booking(null, "nothing", null),
            new Booking(0L, "nothing", null),
            new Booking(Long.MIN_VALUE, "an overflow", null),
            new Booking(1_000_001L, "too many", null),
            new Booking(1L, null, null),
            new Booking(1L, " ", null),
            new Booking(1L, "x".repeat(501), null),
            new Booking(1L, "purchase", ""))) {
      assertEquals("invalid-booking", refused(ada.id(), wrong));
    }
    assertEquals(0, shop.balance(ada));
  }

  @Test
  public void oneWhoIsRestrictedForeignOrGoneIsNotThere() {
    shop.book(ada, 10, "purchase", null);
    Subject foreign = shop.customer();
    shop.restricted.add(ada.leaf());
    Booking booking = new Booking(1L, "purchase", null);
    assertEquals("no-such-contact", refused(ada.id(), booking));
    assertEquals("no-such-contact", refused(UUID.randomUUID().toString(), booking));
    LoyaltyException refused =
        assertThrows(
            LoyaltyException.class,
            () ->
                shop.loyalty.statement(
                    shop.keyring.caller(Role.OWNER), foreign.id(), Long.MAX_VALUE, 1));
    assertEquals("no-such-contact", refused.code());
    shop.restricted.clear();
    assertEquals(10, shop.balance(ada));
  }

  @Test
  public void ofTwoAtTheSameMomentOneIsBooked() {
    shop.book(ada, 10, "purchase", null);
    Event other = new Event(2, shop.clock.instant(), -10, 0, "the other", null);
    AtomicInteger statements = new AtomicInteger();
    Shop.STORE
        .faults()
        .beforeStatement(
            () -> {
              // between this one's look and its insertion
              if (statements.incrementAndGet() == 2) {
                Shop.STORE.transactions().apart(() -> append(other));
              }
            });
    assertEquals("booked-meanwhile", refused(ada.id(), new Booking(-10L, "this one", null)));
    Shop.STORE.faults().none();
    assertEquals(0, shop.balance(ada));
  }

  private Object append(Event event) {
    shop.ledger.append(shop.caller, ada, event);
    return null;
  }

  @Test
  public void nothingIsBookedWithoutItsEntry() {
    Shop.STORE.faults().beforeCommit(Faults.FAIL);
    assertThrows(StoreException.class, () -> shop.book(ada, 10, "purchase", null));
    Shop.STORE.faults().none();
    assertEquals(0, shop.balance(ada));
    assertFalse(shop.audit.operations(shop.caller.tenant()).contains("loyalty.book"));
  }

  @Test
  public void nothingPersonalReachesARow() {
    shop.book(ada, 4711, "a bicycle", "2026-17");
    String rows = Shop.STORE.dump();
    assertTrue(rows, rows.contains(ada.id()));
    assertFalse(rows, rows.contains("bicycle"));
    assertFalse(rows, rows.contains("2026-17"));
    assertFalse(rows, rows.contains("4711"));
  }

  private String refused(String contact, Booking booking) {
    return assertThrows(
            LoyaltyException.class, () -> shop.loyalty.book(shop.caller, contact, booking))
        .code();
  }
}
