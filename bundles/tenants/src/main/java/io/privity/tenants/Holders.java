// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.caller.Caller;
import io.privity.api.persistence.Tables;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Who keeps something of a tenant: the personal-data holders that are here, this bundle's own among
 * them, each by the symbolic name of its bundle. They are got when they are asked: some need the
 * tenants themselves, so to get them at once would go round in a circle. Thread-safe.
 */
@Component(service = Holders.class)
public final class Holders {
  private final Tables tables;
  private final Map<String, Supplier<PersonalDataHolder>> here = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Subjects>> subjects = new ConcurrentHashMap<>();

  @Activate
  public Holders(@Reference Tables tables) {
    this.tables = tables;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = PersonalDataHolder.class)
  void bindHolder(ComponentServiceObjects<PersonalDataHolder> holder) {
    add(bundle(holder), holder::getService);
  }

  void unbindHolder(ComponentServiceObjects<PersonalDataHolder> holder) {
    remove(bundle(holder));
  }

  void add(String bundle, Supplier<PersonalDataHolder> holder) {
    here.put(bundle, holder);
  }

  void remove(String bundle) {
    here.remove(bundle);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = Subjects.class)
  void bindSubjects(ComponentServiceObjects<Subjects> service) {
    addSubjects(bundle(service), service::getService);
  }

  void unbindSubjects(ComponentServiceObjects<Subjects> service) {
    subjects.remove(bundle(service));
  }

  void addSubjects(String bundle, Supplier<Subjects> service) {
    subjects.put(bundle, service);
  }

  private static String bundle(ComponentServiceObjects<?> service) {
    return service.getServiceReference().getBundle().getSymbolicName();
  }

  /** Those that are here, in a fixed order. */
  SortedMap<String, PersonalDataHolder> present() {
    SortedMap<String, PersonalDataHolder> present = new TreeMap<>();
    here.forEach(
        (bundle, holder) -> {
          PersonalDataHolder got = holder.get();
          if (got != null) {
            present.put(bundle, got);
          }
        });
    return present;
  }

  /** The bundles that have tables, and no holder among these that could be asked. */
  List<String> missing(Set<String> present) {
    return tables.all().stream()
        .map(Tables.Table::bundle)
        .filter(bundle -> !bundle.isEmpty() && !present.contains(bundle))
        .distinct()
        .sorted()
        .toList();
  }

  /** Hands over every subject of the caller's tenant. */
  void forEachSubject(Caller caller, Consumer<Subject> sink) {
    subjects.values().forEach(service -> service.get().forEach(caller, sink));
  }
}
