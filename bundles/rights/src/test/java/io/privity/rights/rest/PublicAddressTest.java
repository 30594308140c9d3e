// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class PublicAddressTest {
  private static String link(String setting) {
    return new PublicAddress(setting).of("evil.example", "/api/v1/intake/x");
  }

  @Test
  public void linksLeadToWhatTheOperatorSetWhateverTheHeaderSays() {
    for (String setting : List.of("https://privacy.example.org", "https://privacy.example.org/")) {
      assertEquals("https://privacy.example.org/api/v1/intake/x", link(setting));
    }
    assertEquals("HTTPS://[::1]:8443/crm/api/v1/intake/x", link(" HTTPS://[::1]:8443/crm// "));
  }

  @Test
  public void withoutASettingTheyLeadToWhereTheTenantIs() {
    assertEquals("https://evil.example/api/v1/intake/x", link(" "));
  }

  @Test
  public void whatIsNoAddressMakesNoLinks() {
    for (String wrong :
        List.of(
            "http://privacy.example.org",
            "privacy.example.org",
            "https:privacy.example.org",
            "https://",
            "https:///path",
            "https://me:secret@privacy.example.org",
            "https://privacy.example.org?",
            "https://privacy.example.org/?a=b",
            "https://privacy.example.org#top",
            "https://privacy example.org")) {
      IllegalArgumentException refused =
          assertThrows(wrong, IllegalArgumentException.class, () -> new PublicAddress(wrong));
      assertTrue(refused.getMessage(), refused.getMessage().contains("public.url"));
    }
  }
}
