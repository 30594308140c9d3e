// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.loyalty.privacy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Due;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.loyalty.Event;
import io.privity.loyalty.LoyaltyException;
import io.privity.loyalty.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class LoyaltyHolderTest {
  private final Shop shop = new Shop();
  private final Subject ada = shop.customer();
  private final Subject ben = shop.customer();

  private List<Datum> export(Subject subject) {
    return shop.holder.export(shop.caller, subject);
  }

  private static Correction correction(Datum datum, String json) {
    return new Correction(datum.id(), json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  public void eachEventIsADatum() {
    shop.book(ada, 120, "a bicycle", null);
    shop.book(ada, -50, "a bell", null);
    shop.book(ben, 1, "a visit", null);
    List<Datum> data = export(ada);
    assertEquals(
        List.of("loyalty:" + ada.id() + "/1", "loyalty:" + ada.id() + "/2"),
        data.stream().map(Datum::id).toList());
    assertEquals(
        "{\"number\":2,\"at\":\"2026-11-23T12:00:00Z\",\"points\":-50,\"balance\":70,\"reason\":\"a bell\"}",
        new String(data.get(1).json(), StandardCharsets.UTF_8));
    assertEquals(ada.purposes(), data.get(0).purposes());
  }

  @Test
  public void oneWhoIsRestrictedIsAnsweredForAsOthers() {
    shop.book(ada, 120, "a bicycle", null);
    shop.restricted.add(ada.leaf());
    assertEquals(1, export(ada).size());
  }

  @Test
  public void whatBelongsToAnInvoiceIsKeptForTenYears() {
    shop.book(ada, 120, "a bicycle", "2026-17");
    shop.book(ada, 5, "a visit", null);
    List<Datum> data = export(ada);
    Retained retained = shop.holder.mayErase(shop.caller, ada, data.get(0)).orElseThrow();
    assertEquals(Retained.Ground.LEGAL_OBLIGATION, retained.ground());
    assertEquals(Instant.parse("2036-11-23T12:00:00Z"), retained.until());
    assertEquals(Optional.empty(), shop.holder.mayErase(shop.caller, ada, data.get(1)));
    shop.clock.set(retained.until());
    assertEquals(Optional.empty(), shop.holder.mayErase(shop.caller, ada, data.get(0)));
  }

  @Test
  public void anErasureLeavesNothingOfOneAndAllOfTheOthers() {
    shop.book(ada, 120, "a bicycle", null);
    shop.book(ben, 1, "a visit", null);
    shop.keyring.puncture(shop.caller, ada.leaf());
    shop.holder.erase(shop.caller, new Subject(ada.tenant(), ada.id(), ada.leaf(), List.of()));
    shop.holder.erase(shop.caller, ada);
    assertEquals(List.of(), export(ada));
    assertEquals(1, export(ben).size());
    assertFalse(Shop.STORE.dump().contains(ada.id()));
  }

  @Test
  public void aCorrectionCorrectsTheBalancesBehindIt() {
    shop.book(ada, 120, "a bicycle", null);
    shop.book(ada, -50, "a bell", null);
    Datum first = export(ada).get(0);
    List<String> own =
        shop.holder.rectify(
            shop.caller,
            ada,
            List.of(
                correction(
                    first,
                    "{\"number\":9,\"at\":\"2026-11-22T12:00:00Z\",\"points\":20,\"balance\":0,\"reason\":\"a tricycle\"}"),
                new Correction("contacts:" + ada.id() + "/title", new byte[0])));
    assertEquals(List.of(first.id()), own);
    assertEquals(-30, shop.balance(ada));
    assertEquals(
        new Event(1, Instant.parse("2026-11-22T12:00:00Z"), 20, 20, "a tricycle", null),
        shop.json.read(export(ada).get(0).json(), Event.class));
  }

  @Test
  public void nullTakesAnEventAway() {
    shop.book(ada, 120, "a bicycle", null);
    shop.book(ada, 5, "a visit", null);
    Datum first = export(ada).get(0);
    shop.holder.rectify(shop.caller, ada, List.of(correction(first, "null")));
    assertEquals(1, export(ada).size());
    assertEquals(5, shop.balance(ada));
    assertEquals(
        "what is gone is nobody's",
        List.of(),
        shop.holder.rectify(shop.caller, ada, List.of(correction(first, "null"))));
  }

  @Test
  public void aWrongCorrectionChangesNothing() {
    shop.book(ada, 120, "a bicycle", null);
    Datum first = export(ada).get(0);
    Correction wrong =
        correction(
            first,
            "{\"number\":1,\"at\":\"2026-11-22T12:00:00Z\",\"points\":0,\"balance\":0,\"reason\":\"nothing\"}");
    assertThrows(
        LoyaltyException.class, () -> shop.holder.rectify(shop.caller, ada, List.of(wrong)));
    assertEquals(120, shop.balance(ada));
  }

  @Test
  public void retentionCountsFromTheLastActivity() {
    shop.book(ada, 1, "a visit", null);
    shop.clock.move(Duration.ofDays(1));
    shop.book(ben, 1, "a visit", null);
    Instant bens = shop.clock.instant();
    shop.clock.move(Duration.ofDays(1));
    shop.book(ada, 1, "a visit", null);
    Instant now = shop.clock.instant();
    assertEquals(List.of(new Due(ben, bens)), due("last-activity", now, 10));
    assertEquals(
        List.of(new Due(ben, bens), new Due(ada, now)), due("last-activity", now.plusMillis(1), 9));
    assertEquals(List.of(new Due(ben, bens)), due("last-activity", now.plusMillis(1), 1));
    assertEquals(List.of(), due("created", now.plusMillis(1), 10));
  }

  private List<Due> due(String event, Instant before, int limit) {
    return shop.holder.due(shop.caller, event, before, limit);
  }

  @Test
  public void aTenantTakesAllAlongAndLeavesNothing() {
    Shop other = new Shop();
    other.book(other.customer(), 1, "elsewhere", null);
    shop.book(ada, 120, "a bicycle", null);
    shop.book(ben, 1, "a visit", null);
    List<String> lines = new ArrayList<>();
    shop.keyring.puncture(shop.caller, ben.leaf());
    shop.holder.exportTenant(
        shop.caller, line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    assertEquals("not what an erasure is about to remove", 1, lines.size());
    assertTrue(lines.get(0), lines.get(0).contains(ada.id()));
    assertTrue(lines.get(0), lines.get(0).contains("a bicycle"));
    shop.holder.eraseTenant(shop.caller.tenant());
    assertEquals(List.of(), export(ada));
    String kept = other.caller.tenant().toString();
    assertTrue(Shop.STORE.dump(), Shop.STORE.dump().contains(kept));
  }
}
