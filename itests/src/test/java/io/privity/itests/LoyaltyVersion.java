// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import io.privity.loyalty.privacy.LoyaltyHolder;
import io.privity.loyalty.privacy.OtherHolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Another version of the example plugin: what was built, with a few entries of its jar changed. */
final class LoyaltyVersion {
  private static final String CHANGELOG = "db/loyalty.xml";
  private static final String HOLDER = "OSGI-INF/" + LoyaltyHolder.class.getName() + ".xml";

  private final Manifest manifest;
  private final Map<String, byte[]> entries = new TreeMap<>();

  /** As it was built. */
  LoyaltyVersion() {
    try (JarFile jar = new JarFile(LoyaltyPlugin.jar().toFile())) {
      manifest = jar.getManifest();
      for (JarEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
      entries.remove(JarFile.MANIFEST_NAME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its changelog goes on with this change. */
  LoyaltyVersion changing(String id, String change) {
    String end = "</databaseChangeLog>";
    String set = "<changeSet id=\"" + id + "\" author=\"partner\">" + change + "</changeSet>";
    return edit(CHANGELOG, text -> text.replace(end, set + end));
  }

  /** Its holder is the other one, with this property. */
  LoyaltyVersion holding(String property, String value) {
    String name = OtherHolder.class.getName();
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = OtherHolder.class.getResourceAsStream("/" + file)) {
      entries.put(file, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return edit(
        HOLDER,
        text ->
            text.replace("init=\"5\"", "init=\"6\"")
                .replace("class=\"" + LoyaltyHolder.class.getName(), "class=\"" + name)
                .replace(
                    "<service>",
                    "<property name=\"" + property + "\" value=\"" + value + "\"/><service>"));
  }

  private LoyaltyVersion edit(String entry, UnaryOperator<String> change) {
    String text = new String(entries.get(entry), StandardCharsets.UTF_8);
    entries.put(entry, change.apply(text).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Its file. */
  Path jar() {
    try {
      Path file = Files.createTempFile(Path.of("target"), LoyaltyPlugin.NAME, ".jar");
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          jar.putNextEntry(new JarEntry(entry.getKey()));
          jar.write(entry.getValue());
        }
      }
      return file.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
