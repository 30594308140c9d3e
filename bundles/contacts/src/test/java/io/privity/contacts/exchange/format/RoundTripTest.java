// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;

/** What an export writes, an import reads back as the same contacts. */
@RunWith(JUnitQuickcheck.class)
public class RoundTripTest {
  private static final CustomField[] FIELDS = RandomContacts.FIELDS.toArray(new CustomField[0]);

  private static byte[] export(Format format, List<Contact> contacts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExportWriter writer = ExportWriter.to(out, format, RandomContacts.FIELDS);
    for (Contact contact : contacts) {
      writer.write(ContactJson.MAPPER.writeValueAsBytes(contact));
    }
    writer.finish();
    return out.toByteArray();
  }

  private static List<Contact> random(long seed) {
    RandomContacts random = new RandomContacts(seed);
    List<Contact> contacts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      contacts.add(random.next());
    }
    return contacts;
  }

  private static void roundTrip(Format format, long seed) throws Exception {
    List<Contact> contacts = random(seed);
    byte[] file = export(format, contacts);
    List<Item> items = Samples.items(format, file, FIELDS);
    assertEquals(List.of(), Samples.rejects(items));
    List<Contact> read = Samples.contacts(items);
    for (int i = 0; i < contacts.size(); i++) {
      assertEquals(contacts.get(i), read.get(i));
    }
    assertEquals(contacts.size(), read.size());
  }

  @Property(trials = 30)
  public void csv(long seed) throws Exception {
    roundTrip(Format.CSV, seed);
  }

  @Property(trials = 30)
  public void vcard(long seed) throws Exception {
    roundTrip(Format.VCARD, seed);
  }

  @Property(trials = 30)
  public void json(long seed) throws Exception {
    roundTrip(Format.JSON, seed);
  }

  @Property(trials = 10)
  public void noCellBeginsLikeAFormula(long seed) throws Exception {
    byte[] file = export(Format.CSV, random(seed));
    try (CsvReader reader =
        new CsvReader(
            new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8), ',')) {
      while (reader.next()) {
        for (String cell : reader.cells()) {
          assertFalse(cell, !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0);
        }
      }
    }
  }

  @Test
  public void nothingIsAFileToo() throws Exception {
    for (Format format : Format.values()) {
      byte[] file = export(format, List.of());
      if (format != Format.VCARD) {
        assertEquals(List.of(), Samples.items(format, file, FIELDS));
      }
    }
  }
}
