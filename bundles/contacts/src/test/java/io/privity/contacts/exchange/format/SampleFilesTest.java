// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public class SampleFilesTest {

  @Test
  public void google() throws Exception {
    List<Item> items = Samples.items(Format.CSV, Samples.bytes("google.csv"));
    List<Contact> contacts = Samples.contacts(items);
    assertEquals(3, contacts.size());
    Contact ada = contacts.get(0);
    assertEquals(new Contact.Name("Lady", "Ada", null, "Lovelace", null, null), ada.name());
    assertEquals(
        List.of(
            new Contact.Email("work", "ada@example.org"),
            new Contact.Email("work", "countess@example.net"),
            new Contact.Email("Private", "ada.home@example.org")),
        ada.emails());
    assertEquals(List.of(new Contact.Phone("mobile", "+44 20 7946 0001")), ada.phones());
    assertEquals(
        List.of(
            new Contact.Address(
                "home", "1 Square, Flat 2\nPO Box 7", "London", null, "SW1", "United Kingdom")),
        ada.addresses());
    assertEquals(List.of(new Contact.Url("blog", "https://example.org/ada")), ada.urls());
    assertEquals("1815-12-10", ada.birthday());
    assertEquals("first line\nsecond \"quoted\" line", ada.notes());
    assertEquals(List.of("VIP"), ada.tags());
    assertEquals("--02-29", contacts.get(1).birthday());
    assertEquals("株式会社サンプル", contacts.get(1).organization());
    assertEquals(
        List.of(
            "6 invalid-email E-mail 1 - Value",
            "7 empty-row",
            "8 invalid-date Birthday",
            "10 ragged-row"),
        Samples.rejects(items));
  }

  @Test
  public void outlookInWindows1252() throws Exception {
    List<Item> items = Samples.items(Format.CSV, Samples.bytes("outlook-1252.csv"));
    assertEquals(List.of(), Samples.rejects(items));
    Contact first = Samples.contacts(items).get(0);
    assertEquals(new Contact.Name("Dr.", "Jürgen", null, "Weiß", null, null), first.name());
    assertEquals("Geschäftsführer", first.title());
    assertEquals(
        List.of(
            new Contact.Phone("home", "030 1"),
            new Contact.Phone("work", "030 2"),
            new Contact.Phone("work", "030 3"),
            new Contact.Phone("mobile", "0170 4"),
            new Contact.Phone("work fax", "030 5")),
        first.phones());
    assertEquals(
        List.of(
            new Contact.Address("work", "Straße 1\nHinterhaus", "Malmö", null, "211 20", "Sweden"),
            new Contact.Address("home", "Weg 2", "Köln", null, null, null)),
        first.addresses());
    assertEquals("1950-09-17", first.birthday());
    assertEquals(List.of("Customers", "Magic"), first.tags());
    assertNull("0/0/00 is Outlook's for none", Samples.contacts(items).get(1).birthday());
  }

  @Test
  public void germanWithSemicolonsAndDecimalCommas() throws Exception {
    CustomField revenue = new CustomField("revenue", "Umsatz", "number", List.of());
    for (String name : List.of("german.csv", "german-utf16.csv")) {
      List<Item> items = Samples.items(Format.CSV, Samples.bytes(name), revenue);
      assertEquals(List.of(), Samples.rejects(items));
      Contact olena = Samples.contacts(items).get(0);
      assertEquals("Шевченко", olena.name().family());
      assertEquals("Smith; Wesson; Co", olena.organization());
      assertEquals("1970-05-21", olena.birthday());
      assertEquals(new BigDecimal("1234.56"), olena.custom().get("revenue"));
      Contact second = Samples.contacts(items).get(1);
      assertEquals("\"Quoted\" & Sons Ltd", second.organization());
      assertEquals(
          List.of(new Contact.Phone(null, "030/123"), new Contact.Phone("mobile", "0170 5")),
          second.phones());
    }
  }

  @Test
  public void anUnknownColumnIsOfferedAsAField() throws Exception {
    byte[] bytes = Samples.bytes("german.csv");
    Mapping.Column revenue =
        Samples.layout(Format.CSV, bytes, List.of()).mapping().columns().get(7);
    assertEquals("Umsatz", revenue.name());
    assertEquals(Target.IGNORE, revenue.target());
    assertEquals("custom.umsatz", revenue.suggested());
  }

  @Test
  public void aFileWithoutAHeader() throws Exception {
    byte[] file =
        "Ada Lovelace;ada@example.org;+44 20 1234;21.5.1970\nBo;;030 123456;\n"
            .getBytes(StandardCharsets.UTF_8);
    FileLayout layout = Samples.layout(Format.CSV, file, List.of());
    assertEquals(
        List.of("ignore", "emails", "phones", "ignore"),
        layout.mapping().columns().stream().map(c -> c.target().toString()).toList());
    layout =
        layout.with(
            layout.mapping().with(java.util.Map.of("Column 1", Target.of("name.full")), false));
    List<Contact> contacts = Samples.contacts(Samples.items(layout, file));
    assertEquals("Ada Lovelace", contacts.get(0).name().full());
    assertEquals(List.of(new Contact.Phone(null, "030 123456")), contacts.get(1).phones());
  }

  @Test
  public void cardsOfVersion3() throws Exception {
    CustomField department = new CustomField("org_unit", null, "text", List.of());
    byte[] bytes = Samples.bytes("cards-3.0.vcf");
    FileLayout layout = Samples.layout(Format.VCARD, bytes, List.of());
    assertEquals(
        List.of("X-CUSTOM-THING", "ORG.unit"),
        layout.mapping().columns().stream().map(Mapping.Column::name).toList());
    layout =
        layout.with(
            layout
                .mapping()
                .with(java.util.Map.of("ORG.unit", Target.of("custom.org_unit")), true));
    List<Item> items = Samples.items(layout, bytes, department);
    Contact ilker = Samples.contacts(items).get(0);
    assertEquals(List.of(new Contact.Email("work", "ilker@example.net")), ilker.emails());
    assertEquals(
        List.of(new Contact.Url("Meine Seite", "https://example.net/ilker")), ilker.urls());
    assertEquals(
        List.of(
            new Contact.Phone("mobile", "(512) 555-7001"), new Contact.Phone("work fax", "030 1")),
        ilker.phones());
    assertEquals("Straße 0, Haus 7", ilker.addresses().get(0).street());
    assertEquals("--05-01", ilker.birthday());
    assertEquals("Fjord AS", ilker.organization());
    assertEquals("Dept", ilker.custom().get("org_unit"));
    assertEquals(
        "Met at the fair\nlikes \"cards\", not coins and a rather long text that is folded",
        ilker.notes());
    assertEquals(List.of("VIP", "Magic"), ilker.tags());
    assertEquals("--03-04", Samples.contacts(items).get(1).birthday());
    assertEquals(
        List.of("28 invalid-email EMAIL", "33 outside-card", "34 group-card KIND"),
        Samples.rejects(items));
  }

  @Test
  public void cardsOfVersion4() throws Exception {
    List<Item> items = Samples.items(Format.VCARD, Samples.bytes("cards-4.0.vcf"));
    Contact tomas = Samples.contacts(items).get(0);
    assertEquals(
        new Contact.Name("Dr.", "Tomáš", "Q. R.", "García-López", "Jr.", "Dr. Tomáš García-López"),
        tomas.name());
    assertEquals(
        List.of(
            new Contact.Phone("mobile", "+1-512-555-8002 ext. 12"),
            new Contact.Phone("home", "030 2")),
        tomas.phones());
    assertEquals("Smith; Wesson; Co", tomas.organization());
    assertEquals("1952-11-23", tomas.birthday());
    assertEquals(List.of("VIP", "Ma,gic"), tomas.tags());
  }

  @Test
  public void cardsOfAPhoneInTwoCharsets() throws Exception {
    List<Item> items = Samples.items(Format.VCARD, Samples.bytes("phone-2.1.vcf"));
    List<Contact> contacts = Samples.contacts(items);
    assertEquals(
        List.of("Ólafsdóttir", "Schröder", "Müller"),
        contacts.stream().map(c -> c.name().family()).toList());
    assertEquals("line one\nline two", contacts.get(0).notes());
    assertEquals(
        List.of(new Contact.Phone("mobile", "+41 44 000 9000"), new Contact.Phone("work", "030 9")),
        contacts.get(0).phones());
    assertEquals(List.of("14 unended-card"), Samples.rejects(items));
  }

  @Test
  public void jsonThatIsNoContact() throws Exception {
    String json =
        "[{\"organization\":\"A\"},{\"colour\":1},{\"emails\":[{\"address\":\"x\"}]},7,"
            + "{\"custom\":{\"n\":1.50},\"organization\":\"B\"},{\"organization\":";
    List<Item> items = Samples.items(Format.JSON, json.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of(
            "2 unknown-property colour",
            "3 invalid-email emails",
            "4 invalid-contact",
            "6 malformed-json"),
        Samples.rejects(items));
    assertEquals(new BigDecimal("1.50"), Samples.contacts(items).get(1).custom().get("n"));
  }
}
