// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import io.privity.api.persistence.Tables;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.problem.Trace;
import io.privity.rights.store.HolderRegister;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The personal-data holders of all bundles, by the symbolic name of the bundle that registered
 * each. One that was ever seen is remembered: while it is away, no request is complete.
 * Thread-safe.
 */
@Component(service = Holders.class)
public final class Holders {
  private static final Logger LOG = LoggerFactory.getLogger(Holders.class);

  private final HolderRegister register;
  private final Tables tables;
  private final Clock clock;
  private final Map<String, PersonalDataHolder> present = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Activate
  public Holders(@Reference HolderRegister register, @Reference Tables tables) {
    this(register, tables, Clock.systemUTC());
  }

  Holders(HolderRegister register, Tables tables, Clock clock) {
    this.register = register;
    this.tables = tables;
    this.clock = clock;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = PersonalDataHolder.class)
  void bindHolder(PersonalDataHolder holder, ServiceReference<PersonalDataHolder> reference) {
    add(reference.getBundle().getSymbolicName(), holder);
  }

  /** A holder has gone. */
  public void unbindHolder(PersonalDataHolder holder) {
    present.values().remove(holder);
  }

  /** A holder has come. */
  public void add(String bundle, PersonalDataHolder holder) {
    register.remember(bundle, clock.millis());
    present.put(bundle, holder);
    listeners.forEach(Runnable::run);
  }

  /**
   * Has the action run each time a holder has come, on the thread that brought it: the action only
   * hands work on.
   *
   * @return ends that
   */
  public Runnable onArrival(Runnable action) {
    listeners.add(action);
    return () -> listeners.remove(action);
  }

  /** Those that are here, by their bundle, in a fixed order. */
  public Map<String, PersonalDataHolder> present() {
    return new TreeMap<>(present);
  }

  /**
   * What a holder answers to a question.
   *
   * @param bundle the holder's
   * @throws io.privity.api.rights.RightsException {@code holder-failed} (member {@code holders}),
   *     whatever it failed with
   */
  public static <T> T answer(String bundle, Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      LOG.warn("{} could not answer{}", bundle, Trace.of(e));
      throw Refusals.holdersFailed(List.of(bundle));
    }
  }

  /** The bundles that hold data and are away, so that nobody can ask them. */
  public List<String> missing() {
    List<String> away =
        register.all().stream().filter(bundle -> !present.containsKey(bundle)).toList();
    if (away.isEmpty()) {
      // the store's catalogue is slow to read, and each request asks
      return away;
    }
    Set<String> withTables =
        tables.all().stream().map(Tables.Table::bundle).collect(Collectors.toSet());
    return away.stream().filter(withTables::contains).toList();
  }
}
