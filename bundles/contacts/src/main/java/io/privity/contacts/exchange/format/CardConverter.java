// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataAdapter;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.CustomField;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes contacts from cards: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350). */
final class CardConverter {
  private static final String VERSION_2 = "2.1";

  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, CustomField> fields = new HashMap<>();
  private final Birthdays.Order order;

  CardConverter(Mapping mapping, List<CustomField> fields, Birthdays.Order order) {
    for (Mapping.Column column : mapping.columns()) {
      targets.put(column.name().toUpperCase(Locale.ROOT), column.target());
    }
    fields.forEach(field -> this.fields.put(field.name(), field));
    this.order = order;
  }

  /** A card's properties as they stand, in order, and its grouped labels. */
  static final class Card extends VObjectDataAdapter {
    final List<VObjectProperty> properties = new ArrayList<>();
    final Map<String, String> labels = new HashMap<>();
    String version = "3.0";
    boolean own;
    private Unusable problem;

    static Card parse(String text) throws Unusable {
      Card card = new Card();
      VObjectReader reader = new VObjectReader(new StringReader(text), SyntaxRules.vcard());
      reader.setDefaultQuotedPrintableCharset(StandardCharsets.UTF_8);
      try {
        reader.parse(card);
      } catch (IOException e) {
        throw new IllegalStateException("a string can be read", e);
      }
      if (card.problem != null) {
        throw card.problem;
      }
      return card;
    }

    @Override
    public void onVersion(String value, Context context) {
      if (context.getParentComponents().size() == 1) {
        version = value.strip();
      }
    }

    @Override
    public void onProperty(VObjectProperty property, Context context) {
      if (context.getParentComponents().size() != 1) {
        return;
      }
      String name = property.getName().toUpperCase(Locale.ROOT);
      property.setName(name);
      boolean quotedPrintable = property.getParameters().isQuotedPrintable();
      if (quotedPrintable && property.getValue().indexOf('\uFFFD') >= 0) {
        broken(name);
      }
      if (name.equals("X-ABLABEL") && property.getGroup() != null) {
        labels.put(property.getGroup().toLowerCase(Locale.ROOT), text(property));
      } else if (name.equals("PRODID") && property.getValue().equals(CardExport.PRODID)) {
        own = true;
      }
      properties.add(property);
    }

    @Override
    public void onWarning(
        Warning warning, VObjectProperty property, Exception thrown, Context context) {
      String name = property == null ? null : property.getName();
      switch (warning) {
        case QUOTED_PRINTABLE_ERROR, UNKNOWN_CHARSET -> broken(name);
        case MALFORMED_LINE -> {
          if (problem == null) {
            problem =
                new Unusable("malformed-line", null, "A line of the card is no property of it.");
          }
        }
        default -> {}
      }
    }

    private void broken(String name) {
      if (problem == null) {
        problem =
            new Unusable("broken-characters", name, "The text can't be decoded from its encoding.");
      }
    }

    String text(VObjectProperty property) {
      String value = property.getValue();
      return version.equals(VERSION_2)
          ? value.replace("\\;", ";").replace("\\,", ",")
          : VObjectPropertyValues.unescape(value);
    }

    /** The components of a structured value, each with its several values joined. */
    List<String> structured(VObjectProperty property, String joint) {
      if (version.equals(VERSION_2)) {
        return VObjectPropertyValues.parseSemiStructured(property.getValue());
      }
      List<String> components = new ArrayList<>(7);
      for (List<String> component : VObjectPropertyValues.parseStructured(property.getValue())) {
        components.add(component.size() == 1 ? component.get(0) : String.join(joint, component));
      }
      return components;
    }
  }

  Contact convert(String text) throws Unusable {
    Card card = Card.parse(text);
    CardFields read = new CardFields(card, order);
    for (VObjectProperty property : card.properties) {
      if (Decoding.isBroken(property.getValue())) {
        throw new Unusable(
            "broken-characters",
            property.getName(),
            "The text holds bytes that are no characters of the file's charset.");
      }
      if (!read.take(property)) {
        other(read, property.getName(), card.text(property));
      }
    }
    for (Map.Entry<String, String> unit : read.extras().entrySet()) {
      other(read, unit.getKey(), unit.getValue());
    }
    return read.contact(custom(read));
  }

  private void other(CardFields read, String name, String text) throws Unusable {
    Target target = targets.get(name.toUpperCase(Locale.ROOT));
    String value = Text.clean(text);
    if (target != null && !value.isEmpty()) {
      read.put(target, value, name);
    }
  }

  private Map<String, Object> custom(CardFields read) throws Unusable {
    Map<String, Object> custom = new LinkedHashMap<>();
    for (Map.Entry<String, String> value : read.custom().entrySet()) {
      CustomField field = fields.get(value.getKey());
      if (field != null) {
        custom.put(
            field.name(),
            CustomCells.value(field, value.getValue(), false, order, "custom." + field.name()));
      }
    }
    return custom;
  }

  /** The properties of a card that a contact has no field for. */
  static List<String> others(String text) {
    try {
      Card card = Card.parse(text);
      CardFields read = new CardFields(card, Birthdays.Order.DAY_FIRST);
      List<String> others = new ArrayList<>();
      for (VObjectProperty property : card.properties) {
        if (!read.take(property) && !property.getValue().isBlank()) {
          others.add(property.getName());
        }
      }
      others.addAll(read.extras().keySet());
      return others;
    } catch (Unusable e) {
      return List.of();
    }
  }
}
