// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.privity.api.encryption.Keyring;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The keyed hashes of clients' addresses, of which nothing else is kept. */
@Component(service = ClientAddresses.class)
public final class ClientAddresses {
  private static final int HASH = 16;

  private final Keyring keyring;
  private final Cache<String, String> hashes = Caffeine.newBuilder().maximumSize(10_000).build();

  @Activate
  public ClientAddresses(@Reference Keyring keyring) {
    this.keyring = keyring;
  }

  /** The hash of the address, or an empty string where there is none. */
  String hash(String address) {
    return address == null || address.isEmpty() ? "" : hashes.get(address, this::keyed);
  }

  /** The hash of what one client has to itself: an IPv4 address, or an IPv6 network of 64 bits. */
  String networkHash(String address) {
    if (address == null || address.indexOf(':') < 0) {
      return hash(address);
    }
    String[] groups = address.split(":", 5);
    return groups.length < 5
        ? hash(address)
        : hash(String.join(":", groups[0], groups[1], groups[2], groups[3]));
  }

  private String keyed(String address) {
    byte[] hash = keyring.lookupHash("address", address.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH));
  }
}
