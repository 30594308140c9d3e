// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.retention;

import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.Processing;
import io.privity.rights.SealedJson;
import io.privity.rights.privacy.Declared;
import io.privity.rights.store.RetentionStore;
import io.privity.rights.store.Sql;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept of retention, and of who was informed. */
@Component(service = Declared.class)
public final class DeclaredRetention implements Declared {
  private static final String CATEGORY = "information";
  private static final String RULE = "the tenant's rule";
  private static final String COUNT = "a count over all subjects";

  private final InformationDuties duties;
  private final RetentionStore store;
  private final Sql sql;

  @Activate
  public DeclaredRetention(
      @Reference InformationDuties duties, @Reference RetentionStore store, @Reference Sql sql) {
    this.duties = duties;
    this.store = store;
    this.sql = sql;
  }

  @Override
  public List<Table> tables() {
    return List.of(
        Table.of(
            "rights_retention_rule",
            "How long is kept what a purpose needs",
            TENANT,
            plain("purpose", RULE),
            VERSION,
            plain("period", RULE),
            plain("event", RULE)),
        Table.of(
            "rights_retention_run",
            "A run of retention",
            TENANT,
            plain("id", "a random number"),
            plain("started", "when it began"),
            plain("finished", "when it ended"),
            plain("due", COUNT),
            plain("erased", COUNT),
            plain("waiting", COUNT),
            plain("failed", COUNT)),
        Table.of(
            "rights_informed",
            "That a subject was told of data from others",
            TENANT,
            LEAF,
            Declared.sealed(CATEGORY, Processing.RIGHTS)));
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return duties.informed(caller, subject).stream()
        .map(
            informed ->
                new Datum(
                    "rights:informed/" + subject.id(),
                    CATEGORY,
                    "Information under Article 14",
                    SealedJson.write(informed),
                    Datum.Origin.OBSERVED,
                    "",
                    informed.at(),
                    List.of(Processing.RIGHTS)))
        .toList();
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    store.erase(caller.tenant(), subject.leaf());
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    store.rules(caller.tenant()).forEach(rule -> sink.accept(SealedJson.write(rule)));
  }

  @Override
  public void eraseTenant(UUID tenant) {
    sql.removeTenant(tenant, "rights_retention_rule", "rights_retention_run", "rights_informed");
  }
}
