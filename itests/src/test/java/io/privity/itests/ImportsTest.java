// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** The imports of the built bundles obey the map of the architecture. */
public class ImportsTest {
  private static final Pattern PACKAGE = Pattern.compile("(?:^|,)([a-zA-Z_][\\w.]*)");

  /** Who alone may see packages that begin so. */
  private static final Map<String, String> ONLY =
      Map.of(
          "org.bouncycastle", "encryption",
          "org.apache.cxf", "rest",
          "org.eclipse.jetty", "rest",
          "org.apache.derby", "persistence",
          "org.postgresql", "persistence",
          "liquibase", "persistence",
          "com.zaxxer", "persistence");

  @Test
  public void nobodyImportsADomainOrWhatAnotherKeepsToItself() throws IOException {
    List<String> wrong = new ArrayList<>();
    Map<String, Manifest> bundles = manifests();
    assertTrue(bundles.keySet().toString(), bundles.size() >= 9);
    bundles.forEach(
        (bundle, manifest) -> {
          for (String imported : packages(manifest, "Import-Package")) {
            if (imported.startsWith("io.privity.") && !imported.startsWith("io.privity.api.")) {
              wrong.add(bundle + " imports " + imported);
            }
            ONLY.forEach(
                (prefix, owner) -> {
                  if (imported.startsWith(prefix) && !bundle.equals(owner)) {
                    wrong.add(bundle + " imports " + imported);
                  }
                });
          }
          if (!Set.of("api", "jpa-api").contains(bundle)) {
            packages(manifest, "Export-Package")
                .forEach(exported -> wrong.add(bundle + " exports " + exported));
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  public void theContractsNeedNothingButTheirOwnAndJaxRs() throws IOException {
    List<String> foreign =
        packages(manifests().get("api"), "Import-Package").stream()
            .filter(
                name ->
                    !name.startsWith("java.")
                        && !name.startsWith("io.privity.api.")
                        && !name.startsWith("org.osgi.")
                        && !name.startsWith("javax.ws.rs"))
            .toList();
    assertEquals(List.of(), foreign);
  }

  private static Map<String, Manifest> manifests() throws IOException {
    Map<String, Manifest> manifests = new TreeMap<>();
    try (Stream<Path> bundles = Files.list(Path.of(System.getProperty("privity.bundles")))) {
      for (Path bundle : bundles.toList()) {
        Path file = bundle.resolve("target/classes/META-INF/MANIFEST.MF");
        if (Files.exists(file)) {
          try (InputStream in = Files.newInputStream(file)) {
            manifests.put(bundle.getFileName().toString(), new Manifest(in));
          }
        }
      }
    }
    return manifests;
  }

  private static List<String> packages(Manifest manifest, String header) {
    String value = manifest.getMainAttributes().getValue(header);
    List<String> packages = new ArrayList<>();
    if (value != null) {
      Matcher matcher =
          PACKAGE.matcher(value.replaceAll("\"[^\"]*\"", "").replaceAll(";[^,]*", ""));
      while (matcher.find()) {
        packages.add(matcher.group(1));
      }
    }
    return packages;
  }
}
