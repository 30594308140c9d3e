// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.CustomField;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

public class CustomFieldsTest {
  private static final CustomField LEVEL =
      new CustomField("level", "Level", "choice", List.of("gold", "silver"));

  private final Desk desk = new Desk();

  @After
  public void close() {
    desk.close();
  }

  @Test
  public void whatIsDefinedIsListedAndKept() {
    assertEquals(List.of(), desk.book.customFields(desk.caller));
    desk.book.defineCustomField(desk.caller, LEVEL);
    CustomField age = new CustomField("age", null, "number", null);
    desk.book.defineCustomField(desk.caller, age);
    List<CustomField> both = List.of(new CustomField("age", null, "number", List.of()), LEVEL);
    assertEquals(both, desk.book.customFields(desk.caller));
    try (Desk fresh = new Desk(desk.keyring, desk.caller, 1 << 20)) {
      assertEquals(both, fresh.book.customFields(desk.caller));
      assertEquals(List.of(), fresh.book.customFields(TestContacts.caller()));
    }
  }

  @Test
  public void aNameIsTakenOnce() {
    desk.book.defineCustomField(desk.caller, LEVEL);
    assertCode("custom-field-exists", desk);
    try (Desk late = new Desk(desk.keyring, TestContacts.caller(), 1 << 20)) {
      late.book.customFields(late.caller);
      try (Desk other = new Desk(desk.keyring, late.caller, 1 << 20)) {
        other.book.defineCustomField(other.caller, LEVEL);
      }
      // it had read that there was none
      assertCode("custom-field-exists", late);
    }
  }

  @Test
  public void contactsCarryTheirValues() {
    Contact gold = with(Map.of("level", "gold"));
    assertThrows(ContactException.class, () -> desk.book.create(desk.caller, gold));
    desk.book.defineCustomField(desk.caller, LEVEL);
    String json = Desk.text(desk.book.create(desk.caller, gold).json());
    assertEquals(true, json.contains("\"custom\":{\"level\":\"gold\"}"));
    assertThrows(
        ContactException.class,
        () -> desk.book.create(desk.caller, with(Map.of("level", "bronze"))));
    Caller stranger = TestContacts.caller();
    assertThrows(ContactException.class, () -> desk.book.create(stranger, gold));
  }

  private static Contact with(Map<String, Object> custom) {
    return new Contact(
        null, null, "Acme", null, null, null, null, null, null, null, null, null, custom, null,
        null, null);
  }

  private static void assertCode(String code, Desk desk) {
    ContactException e =
        assertThrows(ContactException.class, () -> desk.book.defineCustomField(desk.caller, LEVEL));
    assertEquals(code, e.code());
  }
}
