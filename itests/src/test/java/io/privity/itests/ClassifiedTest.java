// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.gate.Finding;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.persistence.derby.ErrorSink;
import io.privity.persistence.gate.Classification;
import io.privity.persistence.schema.Changelog;
import io.privity.persistence.schema.Migration;
import io.privity.persistence.schema.StoreTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.Test;

/**
 * Every column of every table that a built bundle brings is classified: the gate's own comparison,
 * over all changelogs and what all holders declare.
 */
public class ClassifiedTest {
  private static final String CHANGELOG = "Privity-Changelog";
  private static final Pattern CLASS = Pattern.compile("<implementation class=\"([^\"]+)\"/>");

  /** The classes of a built bundle, and its manifest. */
  private record Built(Path classes, Map<String, String> manifest) {
    String name() {
      return manifest.get("Bundle-SymbolicName");
    }
  }

  @Test
  public void everyColumnOfEveryTable() throws Exception {
    System.setProperty("derby.stream.error.method", ErrorSink.class.getName() + ".stream");
    EmbeddedDataSource source = new EmbeddedDataSource();
    source.setDatabaseName("memory:classified");
    source.setCreateDatabase("create");
    Migration.run(source, Changelog.own());
    Map<String, List<Declaration>> declarations = new TreeMap<>();
    List<Built> bundles = bundles();
    try (URLClassLoader loader = loader(bundles)) {
      for (Built bundle : bundles) {
        if (bundle.manifest().containsKey(CHANGELOG)) {
          Migration.run(source, changelog(bundle));
        }
        for (String holder : components(bundle, PersonalDataHolder.class.getName())) {
          declarations
              .computeIfAbsent(bundle.name(), name -> new ArrayList<>())
              .add(describe(bundle, loader.loadClass(holder)));
        }
      }
    }
    Map<String, Classification> found =
        Classification.of(new StoreTables(source).all(), declarations);
    assertTrue(found.keySet().toString(), found.size() >= 6);
    assertEquals(
        List.of(),
        found.values().stream()
            .flatMap(bundle -> bundle.findings().stream())
            .map(Finding::sentence)
            .toList());
  }

  private static List<Built> bundles() throws IOException {
    List<Built> bundles = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of(System.getProperty("privity.bundles")))) {
      for (Path folder : folders.sorted().toList()) {
        Path classes = folder.resolve("target/classes");
        Path file = classes.resolve("META-INF/MANIFEST.MF");
        if (Files.exists(file)) {
          try (InputStream in = Files.newInputStream(file)) {
            Map<String, String> headers = new TreeMap<>();
            new Manifest(in)
                .getMainAttributes()
                .forEach((name, value) -> headers.put(name.toString(), value.toString()));
            bundles.add(new Built(classes, headers));
          }
        }
      }
    }
    return bundles;
  }

  private static URLClassLoader loader(List<Built> bundles) throws IOException {
    URL[] classes = new URL[bundles.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = bundles.get(i).classes().toUri().toURL();
    }
    return new URLClassLoader(classes, ClassifiedTest.class.getClassLoader());
  }

  private static Changelog changelog(Built bundle) throws IOException {
    String path = bundle.manifest().get(CHANGELOG);
    try (Stream<Path> files = Files.walk(bundle.classes().resolve(path).getParent())) {
      return new Changelog(
          bundle.name(),
          path,
          files
              .filter(Files::isRegularFile)
              .collect(
                  Collectors.toMap(
                      file -> bundle.classes().relativize(file).toString(),
                      ClassifiedTest::bytes)));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The classes of a bundle's components that offer a service. */
  private static List<String> components(Built bundle, String service) throws IOException {
    List<String> found = new ArrayList<>();
    Pattern offers = Pattern.compile("<provide interface=\"" + Pattern.quote(service) + "\"");
    String components = bundle.manifest().getOrDefault("Service-Component", "");
    for (String component : components.split("[,\\s]+")) {
      if (!component.isEmpty()) {
        String xml = Files.readString(bundle.classes().resolve(component));
        Matcher type = CLASS.matcher(xml);
        if (offers.matcher(xml).find() && type.find()) {
          found.add(type.group(1));
        }
      }
    }
    return found;
  }

  private static Declaration describe(Built bundle, Class<?> type)
      throws ReflectiveOperationException, IOException {
    return ((PersonalDataHolder) component(bundle, type)).describe();
  }

  /**
   * A holder describes itself without its services, but for the parts that it is made of, and with
   * the settings as they come.
   */
  private static Object component(Built bundle, Class<?> type)
      throws ReflectiveOperationException, IOException {
    Constructor<?> constructor = type.getConstructors()[0];
    Object[] arguments = new Object[constructor.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> parameter = constructor.getParameterTypes()[i];
      if (parameter.isAnnotation()) {
        arguments[i] = defaults(parameter);
      } else if (constructor.getGenericParameterTypes()[i] instanceof ParameterizedType list) {
        arguments[i] = parts(bundle, type, (Class<?>) list.getActualTypeArguments()[0]);
      }
    }
    return constructor.newInstance(arguments);
  }

  private static List<Object> parts(Built bundle, Class<?> whole, Class<?> service)
      throws ReflectiveOperationException, IOException {
    List<Object> parts = new ArrayList<>();
    for (String part : components(bundle, service.getName())) {
      parts.add(component(bundle, whole.getClassLoader().loadClass(part)));
    }
    return parts;
  }

  private static Object defaults(Class<?> annotation) {
    return Proxy.newProxyInstance(
        annotation.getClassLoader(),
        new Class<?>[] {annotation},
        (proxy, method, arguments) -> method.getDefaultValue());
  }
}
