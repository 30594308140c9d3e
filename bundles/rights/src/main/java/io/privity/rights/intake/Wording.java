// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The words of the page, in one language. Immutable. */
public final class Wording {
  private static final Wording ENGLISH = new Wording(Locale.ENGLISH);
  private static final List<Wording> ALL =
      List.of(new Wording(Locale.GERMAN), ENGLISH, new Wording(Locale.FRENCH));

  private final Locale locale;
  private final Properties words = new Properties();

  private Wording(Locale locale) {
    this.locale = locale;
    String file = "wording_" + locale.getLanguage() + ".properties";
    try (InputStream in = Wording.class.getResourceAsStream(file)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All languages. */
  static List<Wording> all() {
    return ALL;
  }

  /**
   * The language that suits best.
   *
   * @param accepted the header {@code Accept-Language} as it came, or null
   * @param tenants the tenant's language, a BCP 47 tag, or null
   */
  public static Wording suiting(String accepted, String tenants) {
    Locale wanted = lookup(accepted);
    if (wanted == null) {
      wanted = lookup(tenants);
    }
    for (Wording wording : ALL) {
      if (wording.locale.equals(wanted)) {
        return wording;
      }
    }
    return ENGLISH;
  }

  private static Locale lookup(String ranges) {
    if (ranges == null || ranges.isBlank()) {
      return null;
    }
    try {
      return Locale.lookup(
          Locale.LanguageRange.parse(ranges), ALL.stream().map(each -> each.locale).toList());
    } catch (IllegalArgumentException e) {
      // no such header: as if there was none
      return null;
    }
  }

  String language() {
    return locale.getLanguage();
  }

  /** The words of that name, with what belongs into them. */
  String of(String name, String... values) {
    String text = words.getProperty(name);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }

  String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
  }

  /** The names of all that can be said. */
  Iterable<String> names() {
    return words.stringPropertyNames();
  }
}
