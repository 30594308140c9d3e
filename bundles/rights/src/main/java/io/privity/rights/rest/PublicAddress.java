// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.rest;

import io.privity.rights.RightsConfiguration;
import java.net.URI;
import java.net.URISyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Where links lead: to the address that the operator set, or else to that of the request. */
@Component(service = PublicAddress.class, configurationPid = "io.privity.rights")
@Designate(ocd = RightsConfiguration.class)
public final class PublicAddress {
  private final String set;

  /**
   * @throws IllegalArgumentException when what is set is no address: then no link is made
   */
  @Activate
  public PublicAddress(RightsConfiguration configuration) {
    this(configuration.public_url());
  }

  PublicAddress(String setting) {
    String text = setting.strip();
    if (!text.isEmpty() && !isAddress(text)) {
      throw new IllegalArgumentException(
          "io.privity.rights: public.url must be an https address without user, query and fragment,"
              + " such as https://privacy.example.org");
    }
    this.set = text.replaceAll("/+$", "");
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      return "https".equalsIgnoreCase(address.getScheme())
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * @param host what the request was sent to
   * @param path from the root of this server
   */
  String of(String host, String path) {
    return (set.isEmpty() ? "https://" + host : set) + path;
  }
}
