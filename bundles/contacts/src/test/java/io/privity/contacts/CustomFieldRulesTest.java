// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.CustomField;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

public class CustomFieldRulesTest {

  @Test
  public void refusesAndNamesTheProperty() {
    refused("name", null);
    refused("name", new CustomField(null, "x", "text", null));
    refused("name", new CustomField("1st", "x", "text", null));
    refused("name", new CustomField("x".repeat(65), "x", "text", null));
    refused("type", new CustomField("a", "x", "Text", null));
    refused("type", new CustomField("a", "x", null, null));
    refused("label", new CustomField("a", "\u0000", "text", null));
    refused("choices", new CustomField("a", "x", "choice", List.of()));
    refused("choices", new CustomField("a", "x", "text", List.of("y")));
    refused("choices", new CustomField("a", "x", "choice", List.of("y", " y")));
    refused("choices", new CustomField("a", "x", "choice", Arrays.asList("y", null)));
    refused("choices", new CustomField("a", "x", "choice", Collections.nCopies(101, "y")));
  }

  @Test
  public void trims() {
    assertEquals(
        new CustomField("level", "Level", "choice", List.of("a", "b")),
        CustomFieldRules.check(new CustomField("level", " Level ", "choice", List.of(" a", "b "))));
  }

  private static void refused(String property, CustomField field) {
    ContactException e = assertThrows(ContactException.class, () -> CustomFieldRules.check(field));
    assertEquals("invalid-custom-field", e.code());
    assertEquals(property, e.members().get("property"));
  }
}
