// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/**
 * A bundle's changelog with the files beside and below it, which are all that it may include. Paths
 * begin with the bundle's name, so that two bundles with files of the same name don't meet in
 * Liquibase's log.
 */
public final class Changelog {
  /** The manifest header that names the changelog. */
  public static final String HEADER = "Privity-Changelog";

  /** The symbolic name of this bundle. */
  static final String OWN = "io.privity.persistence";

  private final String bundle;
  private final String path;
  private final SortedMap<String, byte[]> files;

  /**
   * @param bundle the symbolic name of the bundle that brings it
   * @param path where in the bundle the changelog lies
   * @param filesByPath the changelog, and what lies beside and below it
   */
  public Changelog(String bundle, String path, Map<String, byte[]> filesByPath) {
    this.bundle = bundle;
    this.path = bundle + "/" + path;
    SortedMap<String, byte[]> named = new TreeMap<>();
    filesByPath.forEach((name, content) -> named.put(bundle + "/" + name, content));
    files = Collections.unmodifiableSortedMap(named);
    if (!files.containsKey(this.path)) {
      throw new IllegalArgumentException("the bundle has no file " + path);
    }
  }

  /** The changelog of this bundle's own tables. */
  public static Changelog own() {
    String path = "db/persistence.xml";
    try (InputStream in = Changelog.class.getClassLoader().getResourceAsStream(path)) {
      return new Changelog(OWN, path, Map.of(path, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The changelog that the bundle names in its manifest. */
  static Changelog of(Bundle bundle) throws IOException {
    String header = bundle.getHeaders("").get(HEADER).trim();
    String path = header.startsWith("/") ? header.substring(1) : header;
    int slash = path.lastIndexOf('/');
    Map<String, byte[]> files = new TreeMap<>();
    var entries =
        slash < 0
            ? bundle.findEntries("/", path, false)
            : bundle.findEntries(path.substring(0, slash), "*", true);
    for (URL url : entries == null ? List.<URL>of() : Collections.list(entries)) {
      if (!url.getPath().endsWith("/")) {
        try (InputStream in = url.openStream()) {
          files.put(url.getPath().substring(1), in.readAllBytes());
        }
      }
    }
    return new Changelog(bundle.getSymbolicName(), path, files);
  }

  String bundle() {
    return bundle;
  }

  String path() {
    return path;
  }

  SortedMap<String, byte[]> files() {
    return files;
  }

  /**
   * SHA-256 of all files with their names, hex: while it stays the same, there is nothing to run.
   */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, content) -> {
            for (byte[] part : new byte[][] {name.getBytes(StandardCharsets.UTF_8), content}) {
              digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
              digest.update(part);
            }
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
