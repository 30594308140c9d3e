// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.rest.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources that are served now. One that comes or goes touches no request to another: the
 * table of routes is replaced as a whole, and a leaving resource is waited for.
 */
public final class Publisher implements AutoCloseable {
  /** The symbolic name of this bundle. */
  static final String OWN = "io.privity.rest";

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Pattern PATH = Pattern.compile("(/([a-z0-9][a-z0-9.-]*|\\{[a-zA-Z]+}))+");
  private static final long LEAVE_SECONDS = 20;

  private final JaxRs jaxRs;
  private final Map<Object, Publication> publications = new IdentityHashMap<>();
  private final Map<Object, String> refused = new IdentityHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Routes<Optional<Publication>> routes = new Routes<>(Map.of());

  public Publisher(JaxRs jaxRs) {
    this.jaxRs = jaxRs;
  }

  /**
   * Has the action run after each change.
   *
   * @return ends that
   */
  public Runnable onChange(Runnable action) {
    listeners.add(action);
    return () -> listeners.remove(action);
  }

  /** Publishes a resource of this bundle. */
  public void publish(Object resource, String path) {
    publish(OWN, resource, path);
  }

  /**
   * Publishes a resource, or says in the log why not.
   *
   * @param bundle the symbolic name of the bundle whose resource it is
   */
  public void publish(String bundle, Object resource, Object pathProperty) {
    if (!(pathProperty instanceof String path) || !PATH.matcher(path).matches()) {
      LOG.error("{} has no valid {}: not published", resource.getClass(), Resource.PATH);
      return;
    }
    synchronized (this) {
      if (publications.values().stream().anyMatch(other -> other.path().equals(path))) {
        LOG.error("{} is published already: {} is not", path, resource.getClass());
        return;
      }
      try {
        publications.put(resource, jaxRs.publish(bundle, path, prefix(path), resource));
      } catch (RuntimeException | LinkageError e) {
        LOG.error("cannot publish {}", path, e);
        refused.put(resource, path);
        return;
      }
      seen.add(path);
      route();
    }
    LOG.info("published {}", path);
    listeners.forEach(Runnable::run);
  }

  /** Takes a resource down, once the requests inside it have ended. */
  public void withdraw(Object resource) {
    Publication leaving;
    synchronized (this) {
      refused.remove(resource);
      leaving = publications.remove(resource);
      if (leaving == null) {
        return;
      }
      route();
    }
    if (leaving.close(LEAVE_SECONDS)) {
      LOG.info("withdrawn {}", leaving.path());
    } else {
      LOG.warn("withdrawn {} with requests inside", leaving.path());
    }
    listeners.forEach(Runnable::run);
  }

  private void route() {
    Map<String, Optional<Publication>> byPath = new HashMap<>();
    seen.forEach(path -> byPath.put(path, Optional.empty()));
    publications
        .values()
        .forEach(publication -> byPath.put(publication.path(), Optional.of(publication)));
    routes = new Routes<>(byPath);
  }

  /**
   * @param path of the request, from {@link JaxRs#API} on, not decoded
   * @return null when nothing was ever published there; empty when it is away now, so that nobody
   *     takes a module that is being replaced for a record that was deleted
   */
  public Optional<Publication> find(String path) {
    return routes.find(path, JaxRs.API.length());
  }

  public synchronized List<Publication> publications() {
    return List.copyOf(publications.values());
  }

  /** The paths of resources that are there, but could not be published. */
  public synchronized List<String> refused() {
    return List.copyOf(refused.values());
  }

  private static String prefix(String path) {
    return path.substring(1).replaceAll("[{}]", "").replace('/', '.');
  }

  @Override
  public void close() {
    List<Object> all;
    synchronized (this) {
      all = List.copyOf(publications.keySet());
    }
    all.forEach(this::withdraw);
    jaxRs.close();
  }
}
