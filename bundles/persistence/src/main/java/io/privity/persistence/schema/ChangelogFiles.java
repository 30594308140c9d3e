// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;

/** Shows Liquibase the files of one changelog, and nothing else. */
final class ChangelogFiles extends AbstractResourceAccessor {
  private final SortedMap<String, byte[]> files;

  ChangelogFiles(Changelog changelog) {
    files = changelog.files();
  }

  @Override
  public List<Resource> search(String path, boolean recursive) {
    String folder = path.endsWith("/") ? path : path + "/";
    return files.keySet().stream()
        .filter(name -> name.startsWith(folder))
        .filter(name -> recursive || name.indexOf('/', folder.length()) < 0)
        .<Resource>map(File::new)
        .toList();
  }

  @Override
  public List<Resource> getAll(String path) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    return files.containsKey(name) ? List.of(new File(name)) : List.of();
  }

  @Override
  public List<String> describeLocations() {
    return List.of("the changelog's bundle");
  }

  @Override
  public void close() {}

  private final class File extends AbstractResource {
    File(String path) {
      super(path, URI.create("changelog:/" + path));
    }

    @Override
    public InputStream openInputStream() throws FileNotFoundException {
      byte[] content = files.get(getPath());
      if (content == null) {
        throw new FileNotFoundException(getPath());
      }
      return new ByteArrayInputStream(content);
    }

    @Override
    public boolean exists() {
      return files.containsKey(getPath());
    }

    @Override
    public Resource resolve(String other) {
      return new File(resolvePath(other));
    }

    @Override
    public Resource resolveSibling(String other) {
      return new File(resolveSiblingPath(other));
    }
  }
}
