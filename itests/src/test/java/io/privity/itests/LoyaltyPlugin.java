// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The example plugin, as it was built. */
final class LoyaltyPlugin {
  static final String NAME = "io.privity.loyalty";

  private LoyaltyPlugin() {}

  /** Its file. */
  static Path jar() {
    Path target = Path.of(System.getProperty("privity.bundles"), "plugin-example", "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches(NAME + "-[^-]*(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow()
          .toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Installs it in a running server, in the console. */
  static void install(Distribution server) {
    console(server, "bundle:install -s " + jar().toUri());
  }

  /** Puts another version in its place. */
  static void update(Distribution server, Path version) {
    console(server, "bundle:update " + NAME + " " + version.toUri());
  }

  /** Stops, starts or uninstalls it. */
  static void let(Distribution server, String command) {
    console(server, "bundle:" + command + " " + NAME);
  }

  private static void console(Distribution server, String command) {
    Processes.Result result = server.console(command);
    if (result.exit() != 0) {
      throw new AssertionError(result.output());
    }
  }

  /** Books points of a contact. */
  static Api.Answer book(Api api, String contact, String reason, String invoice) {
    Map<String, Object> booking = new HashMap<>(Map.of("points", 10, "reason", reason));
    if (invoice != null) {
      booking.put("invoice", invoice);
    }
    return api.post("/contacts/" + contact + "/loyalty", booking);
  }
}
