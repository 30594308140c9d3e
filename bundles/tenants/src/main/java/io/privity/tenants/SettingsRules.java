// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.tenants.Tenants.Settings;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a tenant's settings may be. Each may be absent. */
final class SettingsRules {
  private static final int LONGEST = 500;
  private static final int LONGEST_LANGUAGE = 35;
  private static final int MOST_CONTACTS = 20;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private SettingsRules() {}

  /**
   * @throws io.privity.api.tenants.TenantException {@code invalid-value}
   */
  static void check(Settings settings) {
    OneLine.check("name", settings.name(), LONGEST);
    OneLine.check("dpo", settings.dpo(), LONGEST);
    if (settings.language() != null && !isLanguage(settings.language())) {
      throw Refusals.invalid("language", "language is a BCP 47 tag, such as de or pt-BR.");
    }
    if (settings.timeZone() != null
        && !ZoneId.getAvailableZoneIds().contains(settings.timeZone())) {
      throw Refusals.invalid("timeZone", "timeZone is an IANA name, such as Europe/Paris.");
    }
    if (settings.country() != null && !COUNTRIES.contains(settings.country())) {
      throw Refusals.invalid("country", "country is an ISO 3166-1 code, such as FR.");
    }
    List<String> contacts = settings.breachContacts();
    if (contacts != null
        && (contacts.size() > MOST_CONTACTS
            || !contacts.stream().allMatch(EmailAddress::isValid))) {
      throw Refusals.invalid(
          "breachContacts", "breachContacts are at most " + MOST_CONTACTS + " e-mail addresses.");
    }
  }

  private static boolean isLanguage(String tag) {
    try {
      return tag.length() <= LONGEST_LANGUAGE
          && !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
