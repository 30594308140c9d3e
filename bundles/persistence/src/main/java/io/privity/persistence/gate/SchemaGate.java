// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.gate;

import io.privity.api.gate.Finding;
import io.privity.api.gate.PersonalDataGate;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Tables;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.PersonalDataHolder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate. It becomes a service with its first look at the tables: from then on no bundle with
 * tables of an earlier run is served unseen, and those that a changelog adds are looked at before
 * the bundle hears that they are there.
 */
@Component(service = SchemaGate.class)
public final class SchemaGate implements PersonalDataGate {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaGate.class);

  /** Closed to none of these, so that nothing waits for itself as the server starts. */
  private static final Set<String> KERNEL =
      Set.of(
          "io.privity.audit",
          "io.privity.encryption",
          "io.privity.persistence",
          "io.privity.rest",
          "io.privity.rights",
          "io.privity.staff",
          "io.privity.tenants");

  /** A declaration and the bundle whose it is. */
  private record Declared(String bundle, Declaration declaration) {}

  /** What was found: for each bundle, and the finding that closes it. */
  private record Verdict(SortedMap<String, Classification> all, Map<String, Finding> closed) {
    static final Verdict NONE = new Verdict(new TreeMap<>(), Map.of());
  }

  private final Tables tables;
  private final Function<PersonalDataGate, Runnable> publisher;
  private final Object looking = new Object();
  private final Map<Object, Declared> holders = new HashMap<>();
  private List<Tables.Table> seen;
  private Runnable unpublish = () -> {};
  private boolean closed;
  private volatile Verdict verdict = Verdict.NONE;

  @Activate
  public SchemaGate(BundleContext context, @Reference Tables tables) {
    this(tables, gate -> publish(context, gate));
  }

  /**
   * @param publisher makes the gate known, and answers with what takes it back
   */
  SchemaGate(Tables tables, Function<PersonalDataGate, Runnable> publisher) {
    this.tables = tables;
    this.publisher = publisher;
  }

  private static Runnable publish(BundleContext context, PersonalDataGate gate) {
    ServiceRegistration<?> registration =
        context.registerService(PersonalDataGate.class, gate, null);
    return registration::unregister;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = PersonalDataHolder.class)
  void bindHolder(PersonalDataHolder holder, ServiceReference<PersonalDataHolder> reference) {
    Bundle bundle = reference.getBundle();
    if (bundle != null) {
      add(reference, bundle.getSymbolicName(), holder);
    }
  }

  void unbindHolder(ServiceReference<PersonalDataHolder> reference) {
    remove(reference);
  }

  /** A holder has come. One that can't say what it holds counts as none. */
  void add(Object key, String bundle, PersonalDataHolder holder) {
    Declaration declaration;
    try {
      declaration = holder.describe();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The personal-data holder of {} does not describe itself", bundle, e);
      return;
    }
    synchronized (this) {
      holders.put(key, new Declared(bundle, declaration));
      decide();
    }
  }

  /** A holder has gone. */
  synchronized void remove(Object key) {
    holders.remove(key);
    decide();
  }

  /**
   * Looks at the tables anew. What it says of them holds when this returns.
   *
   * @throws StoreException when they can't be read: then nothing changes
   */
  public void look() {
    boolean first;
    synchronized (looking) {
      List<Tables.Table> now = tables.all();
      synchronized (this) {
        first = seen == null;
        seen = now;
        decide();
      }
    }
    if (first) {
      publish();
    }
  }

  // Without holding the lock, since that starts who waits for the gate.
  private void publish() {
    Runnable fresh = publisher.apply(this);
    synchronized (this) {
      if (!closed) {
        unpublish = fresh;
        return;
      }
    }
    fresh.run();
  }

  private void decide() {
    if (seen == null) {
      return;
    }
    Map<String, List<Declaration>> declarations =
        holders.values().stream()
            .collect(
                Collectors.groupingBy(
                    Declared::bundle,
                    Collectors.mapping(Declared::declaration, Collectors.toList())));
    SortedMap<String, Classification> all = Classification.of(seen, declarations);
    Map<String, Finding> closed = new HashMap<>();
    all.forEach(
        (bundle, classification) -> {
          if (!KERNEL.contains(bundle) && !classification.findings().isEmpty()) {
            closed.put(bundle, classification.findings().get(0));
          }
        });
    Verdict before = verdict;
    verdict = new Verdict(all, Map.copyOf(closed));
    say(before);
  }

  /** A bundle that starts has its tables before its holder: that is no news. */
  private void say(Verdict before) {
    Set<Finding> known = new HashSet<>(findings(before));
    for (Finding finding : findings(verdict)) {
      if (finding.code() != Finding.Code.NO_HOLDER && !known.contains(finding)) {
        LOG.warn("{}: {}", finding.bundle(), finding.sentence());
      }
    }
  }

  /** What the last look found, by bundle. */
  public Collection<Classification> classifications() {
    return verdict.all().values();
  }

  /** False before the first look. */
  boolean hasLooked() {
    return verdict != Verdict.NONE;
  }

  @Override
  public Optional<Finding> closed(String bundle) {
    return Optional.ofNullable(verdict.closed().get(bundle));
  }

  @Override
  public List<Finding> findings() {
    return findings(verdict);
  }

  private static List<Finding> findings(Verdict verdict) {
    return verdict.all().values().stream()
        .flatMap(classification -> classification.findings().stream())
        .toList();
  }

  @Deactivate
  void close() {
    Runnable published;
    synchronized (this) {
      closed = true;
      published = unpublish;
    }
    published.run();
  }
}
