// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.tenants.Tenants.Agreement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The data-processing agreements that ship, one resource a version. */
final class Agreements {
  /** The version in force. An older text stays shipped while a tenant may hold to it. */
  private static final String IN_FORCE = "2026-11";

  private Agreements() {}

  static Agreement current() {
    return Loaded.CURRENT;
  }

  private static final class Loaded {
    static final Agreement CURRENT = new Agreement(IN_FORCE, text(IN_FORCE));
  }

  private static String text(String version) {
    try (InputStream in = Agreements.class.getResourceAsStream("/agreements/" + version + ".md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
