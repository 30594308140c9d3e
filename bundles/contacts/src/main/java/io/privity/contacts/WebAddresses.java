// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses of the web and its like, of schemes that no program runs. */
final class WebAddresses {
  private static final int MAX = 2048;

  private static final Set<String> WITH_HOST = Set.of("http", "https", "ftp", "ftps");
  private static final Set<String> OTHERS =
      Set.of("mailto", "tel", "sms", "sip", "sips", "xmpp", "skype", "urn", "geo", "matrix");

  /** What people write of a web site: its host, and perhaps a path. */
  private static final Pattern BARE =
      Pattern.compile("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,}([/?#].*)?");

  private WebAddresses() {}

  static String check(String text, String property) {
    String url = Texts.line(text, property, MAX);
    if (url != null && BARE.matcher(url).matches()) {
      url = "https://" + url;
    }
    if (url == null || url.length() > MAX || !isAllowed(url)) {
      throw Refusals.invalid(
          property, "That is not a web address; it begins with a scheme such as https or mailto.");
    }
    return url;
  }

  private static boolean isAllowed(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getScheme() == null) {
        return false;
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      return WITH_HOST.contains(scheme)
          ? uri.getRawAuthority() != null
          : OTHERS.contains(scheme) && !uri.getRawSchemeSpecificPart().isBlank();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
