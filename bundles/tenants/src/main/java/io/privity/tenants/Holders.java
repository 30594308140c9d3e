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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Who keeps something of a tenant: the personal-data holders that are here, this bundle's own among
 * them, each by the symbolic name of its bundle. Thread-safe.
 */
@Component(service = Holders.class)
public final class Holders {
  private final Tables tables;
  private final Map<String, PersonalDataHolder> here = new ConcurrentHashMap<>();
  private final List<Subjects> subjects = new CopyOnWriteArrayList<>();

  @Activate
  public Holders(@Reference Tables tables) {
    this.tables = tables;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = PersonalDataHolder.class)
  void bindHolder(PersonalDataHolder holder, ServiceReference<PersonalDataHolder> reference) {
    add(reference.getBundle().getSymbolicName(), holder);
  }

  void unbindHolder(PersonalDataHolder holder) {
    here.values().remove(holder);
  }

  void add(String bundle, PersonalDataHolder holder) {
    here.put(bundle, holder);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSubjects(Subjects service) {
    subjects.add(service);
  }

  void unbindSubjects(Subjects service) {
    subjects.remove(service);
  }

  /** Those that are here, in a fixed order. */
  SortedMap<String, PersonalDataHolder> present() {
    return new TreeMap<>(here);
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
    subjects.forEach(service -> service.forEach(caller, sink));
  }
}
