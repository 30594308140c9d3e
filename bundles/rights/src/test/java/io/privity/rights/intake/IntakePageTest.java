// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.rights.RequestKind;
import io.privity.rights.intake.IntakeDesk.Door;
import io.privity.rights.processing.Consent;
import io.privity.rights.store.LinkRows.LinkRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

public class IntakePageTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  private final IntakePage page = new IntakePage(new IntakeActions());

  private static Door door(String contact, String tenant) {
    UUID id = new UUID(1, 1);
    byte[] hash = new byte[32];
    LinkRow link = new LinkRow(id, id.toString(), contact, "", hash, hash, 1, 0, -1, 0);
    return new Door(Caller.operator("x"), link, tenant, "de");
  }

  @Test
  public void everyLanguageSaysTheSame() {
    Set<String> names = new TreeSet<>();
    Wording.suiting("en", null).names().forEach(names::add);
    for (RequestKind kind : RequestKind.values()) {
      assertTrue(names.contains(kind.code()) && names.contains(kind.code() + ".hint"));
    }
    for (Datum.Origin origin : Datum.Origin.values()) {
      assertTrue(names.contains("origin." + origin.name().toLowerCase(Locale.ROOT)));
    }
    for (Consent.State state : Consent.State.values()) {
      assertTrue(names.contains("consent." + state.name().toLowerCase(Locale.ROOT)));
    }
    for (LawfulBasis basis : LawfulBasis.values()) {
      assertTrue(names.contains("basis." + basis.letter()));
    }
    Wording english = Wording.suiting("en", null);
    for (Wording wording : Wording.all()) {
      Set<String> its = new TreeSet<>();
      wording.names().forEach(its::add);
      assertEquals(wording.language(), names, its);
      for (String name : names) {
        String words = wording.of(name);
        assertFalse(name, words.isBlank());
        // 'then' names the tenant in English alone
        assertTrue(name, places(words).equals(places(english.of(name))) || name.equals("then"));
      }
    }
  }

  private static Set<String> places(String words) {
    return PLACE.matcher(words).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  public void aLengthOfTimeIsToldInWords() {
    Wording english = Wording.suiting("en", null);
    Wording german = Wording.suiting("de", null);
    assertEquals("30 days", english.period("P30D"));
    assertEquals("1 year 6 months", english.period("P1Y6M"));
    assertEquals("1 Monat", german.period("P1M"));
    assertEquals("14 Tage", german.period("P2W"));
    for (String other : new String[] {"P0D", "PT1H", "as the law says"}) {
      assertEquals(other, german.period(other));
    }
  }

  @Test
  public void theLanguageIsTheReadersElseTheTenants() {
    String[][] cases = {
      {"de-CH,de;q=0.9,en;q=0.8", "fr", "de"},
      {"fr;q=0.2,en;q=0.9", "de", "en"},
      {"pt-BR,pt;q=0.9", "de-AT", "de"},
      {"pt-BR", "pt", "en"},
      {null, "fr", "fr"},
      {null, null, "en"},
      {";;;q=x,,", "fr", "fr"},
      {"*", "fr", "fr"},
    };
    for (String[] each : cases) {
      assertEquals(
          String.join(" ", each[0], each[1]),
          each[2],
          Wording.suiting(each[0], each[1]).language());
    }
  }

  @Test
  public void whatIsTypedIsShownAndNeverRun() {
    String attack = "\"><script>alert('x')</script>&";
    Wording english = Wording.suiting("en", null);
    String html =
        page.form(
            door("", attack),
            english,
            new IntakeForm("erasure", "</textarea>" + attack, attack, "SECRET42"),
            Set.of("note", "email", "code"));
    assertFalse(html.contains("<script"));
    assertEquals(1, occurrences(html, "</textarea>"));
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"));
    assertTrue(
        html.contains(
            "value=\"erasure\" id=\"ask-erasure\" aria-describedby=\"hint-erasure\" required checked"));
    assertFalse(html.contains("SECRET42"));
    assertFalse(page.gone(english, attack).contains("<script"));
  }

  private static int occurrences(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  public void aFaultIsToldWhereItIs() {
    Wording english = Wording.suiting("en", null);
    String html =
        page.form(
            door("", null), english, IntakeForm.EMPTY, Set.of("ask", "note", "email", "code"));
    for (String field : Set.of("note", "email", "code")) {
      assertTrue(html.contains("<a href=\"#" + field + "\">"));
      assertTrue(
          html.contains(
              "aria-invalid=\"true\" aria-describedby=\"%1$s-wrong hint-%1$s\"".formatted(field)));
      assertTrue(html.contains("id=\"" + field + "-wrong\""));
      assertTrue(html.contains("<label for=\"" + field + "\">"));
    }
    assertTrue(html.contains("<a href=\"#ask-access\">"));
    assertTrue(html.contains("role=\"alert\""));
  }

  /** What the policy lets through is the page's one style, and nothing else is asked for. */
  @Test
  public void thePolicyFitsThePage() throws Exception {
    String html = page.form(door("c", "Acme"), Wording.suiting("de", null));
    Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(html);
    assertTrue(style.find());
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(hash)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        IntakePage.POLICY);
    assertFalse(style.find());
    assertFalse(html.contains("http:") || html.contains("https:") || html.contains("url("));
    assertFalse(html.contains(" style=") || html.contains("<link") || html.contains("<img"));
    assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"de\">"));
    assertNotNull(html);
  }
}
