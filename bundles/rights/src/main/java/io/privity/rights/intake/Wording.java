// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.StringJoiner;

/** The words of the pages that subjects read, in one language. Immutable. */
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
    return find(accepted).or(() -> find(tenants)).orElse(ENGLISH);
  }

  /**
   * The first of some languages that there is.
   *
   * @param ranges as in {@code Accept-Language}, or null
   */
  public static Optional<Wording> find(String ranges) {
    if (ranges == null || ranges.isBlank()) {
      return Optional.empty();
    }
    try {
      Locale found =
          Locale.lookup(
              Locale.LanguageRange.parse(ranges), ALL.stream().map(each -> each.locale).toList());
      return ALL.stream().filter(each -> each.locale.equals(found)).findFirst();
    } catch (IllegalArgumentException e) {
      // no such header: as if there was none
      return Optional.empty();
    }
  }

  /** Its tag: {@code de}, {@code en} or {@code fr}. */
  public String language() {
    return locale.getLanguage();
  }

  /** The words of that name, with what belongs into them. */
  public String of(String name, String... values) {
    String text = words.getProperty(name);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }

  public String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
  }

  /** To the second: more helps nobody to read. */
  public String time(Instant time, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
        .withLocale(locale)
        .format(time.atZone(zone));
  }

  /** A length of ISO-8601 in words, such as {@code P1Y6M}; as it is when it isn't one of days. */
  public String period(String iso) {
    try {
      Period period = Period.parse(iso);
      StringJoiner words = new StringJoiner(" ");
      count(words, "period.year", period.getYears());
      count(words, "period.month", period.getMonths());
      count(words, "period.day", period.getDays());
      return words.length() == 0 ? iso : words.toString();
    } catch (DateTimeParseException e) {
      return iso;
    }
  }

  private void count(StringJoiner words, String unit, int count) {
    if (count != 0) {
      words.add(of(count == 1 ? unit : unit + "s", Integer.toString(count)));
    }
  }

  /** The names of all that can be said. */
  Iterable<String> names() {
    return words.stringPropertyNames();
  }
}
