// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.tenants.SignUpMode;
import io.privity.api.tenants.Tenants;
import io.privity.rest.health.Health;
import io.privity.rest.health.Services;
import io.privity.rest.jaxrs.JaxRs;
import io.privity.rest.jaxrs.Publisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once, when the server is first up, where it is and how a tenant is made, if it can be. */
final class Banner {
  private static final Logger LOG = LoggerFactory.getLogger(Banner.class);

  private final String address;
  private final Services services;
  private final Health health;
  private final Publisher publisher;
  private final AtomicBoolean shown = new AtomicBoolean();

  Banner(String bind, int port, Services services, Health health, Publisher publisher) {
    String host = bind.indexOf(':') >= 0 ? '[' + bind + ']' : bind;
    this.address = "https://" + host + ':' + port + JaxRs.API;
    this.services = services;
    this.health = health;
    this.publisher = publisher;
  }

  /**
   * @param tenants null while they are not there
   */
  void show(Tenants tenants) {
    boolean up =
        tenants != null
            && health.closedTo(JaxRs.API + "/signup") == null
            && Optional.ofNullable(publisher.find(JaxRs.API + "/signup"))
                .orElse(Optional.empty())
                .isPresent();
    if (!up || !shown.compareAndSet(false, true)) {
      return;
    }
    boolean beside = services.sealState().map(s -> s.status().passphraseBesideData()).orElse(false);
    lines(address, tenants.signUpMode(), tenants.currentAgreement().version(), beside)
        .forEach(Banner::print);
  }

  static List<String> lines(
      String address, SignUpMode mode, String agreement, boolean passphraseBesideData) {
    List<String> lines = new ArrayList<>();
    lines.add("Privity is up: " + address);
    String signUp =
        "curl -k "
            + address
            + "/signup -H 'Content-Type: application/json' -d '{\"email\": \"you@example.org\","
            + " \"password\": \"at least 12 characters\", \"agreement\": \""
            + agreement
            + '"';
    switch (mode) {
      case OPEN -> lines.add("First tenant:  " + signUp + "}'");
      case INVITE -> {
        lines.add("Invite a tenant:  echo privity:tenant-invite | bin/client -b");
        lines.add("With that code:   " + signUp + ", \"invite\": \"pvi_...\"}'");
      }
      case CLOSED -> {}
    }
    if (passphraseBesideData) {
      lines.add(
          "WARNING: the passphrase lies beside the data, so the disk alone opens it (P3 at risk)."
              + " Move it, and set PRIVITY_PASSPHRASE_FILE.");
    }
    return lines;
  }

  private static void print(String line) {
    LOG.info("{}", line);
    System.out.println(line);
  }
}
