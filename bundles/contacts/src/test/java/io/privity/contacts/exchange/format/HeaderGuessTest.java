// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.Test;

public class HeaderGuessTest {

  private static String guess(String... columns) {
    List<Target> targets = HeaderGuess.of(Arrays.asList(columns));
    return targets.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Test
  public void german() {
    assertEquals(
        "name.prefix name.given name.family organization title emails emails.home phones.work"
            + " phones.mobile addresses.street addresses.postalCode addresses.locality"
            + " addresses.country birthday notes",
        guess(
            "Anrede",
            "Vorname",
            "Nachname",
            "Firma",
            "Position",
            "E-Mail-Adresse",
            "E-Mail (privat)",
            "Telefon geschäftlich",
            "Mobiltelefon",
            "Straße",
            "PLZ",
            "Ort",
            "Land",
            "Geburtsdatum",
            "Bemerkungen"));
    assertEquals("name.family name.given", guess("Name", "Vorname"));
    assertEquals(
        "addresses.work.street addresses.work.locality phones.work fax",
        guess("Straße geschäftlich", "Ort geschäftlich", "Fax geschäftlich"));
  }

  @Test
  public void otherLanguages() {
    assertEquals(
        "name.family name.given organization emails phones.mobile addresses.locality",
        guess("Nom", "Prénom", "Société", "Courriel", "Téléphone portable", "Ville"));
    assertEquals(
        "name.given name.family emails phones birthday",
        guess("Nome", "Cognome", "Posta elettronica", "Telefono", "Data di nascita"));
    assertEquals(
        "name.given name.family emails addresses.locality",
        guess("Nombre", "Apellidos", "Correo electrónico", "Ciudad"));
    assertEquals("name.family name.given phones", guess("姓", "名", "電話番号"));
  }

  @Test
  public void oldGoogleAndOutlook() {
    assertEquals(
        "name.full name.given name.family emails.1.label emails.1.address organization title tags",
        guess(
            "Name",
            "Given Name",
            "Family Name",
            "E-mail 1 - Type",
            "E-mail 1 - Value",
            "Organization 1 - Name",
            "Organization 1 - Title",
            "Group Membership"));
    assertEquals(
        "name.prefix title emails emails phones.home addresses.work.street"
            + " addresses.other.locality ignore",
        guess(
            "Title",
            "Job Title",
            "E-mail Address",
            "E-mail 2 Address",
            "Home Phone 2",
            "Business Street 3",
            "Other City",
            "E-mail Type"));
  }

  @Test
  public void plainEnglish() {
    assertEquals(
        "name.full title emails phones.mobile urls notes",
        guess("Name", "Title", "email", "MOBILE", "Website", "Comments"));
    assertEquals("null null", guess("Umsatz", "Favourite colour"));
  }

  @Test
  public void ourOwnNames() {
    for (String text :
        List.of(
            "emails",
            "emails.work",
            "emails.1.label",
            "emails.1.address",
            "phones.home fax",
            "addresses.street",
            "addresses.home.postalCode",
            "addresses.2.label",
            "urls.1.url",
            "custom.x",
            "name.full",
            "tags",
            "ignore")) {
      assertEquals(text, Target.of(text).toString());
    }
    assertEquals(null, Target.of("custom.not a name"));
    assertEquals(null, Target.of("name"));
    assertEquals(null, Target.of("nonsense"));
  }
}
