// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.Processing;
import io.privity.rights.SealedJson;
import io.privity.rights.privacy.Declared;
import io.privity.rights.store.PackageStore;
import io.privity.rights.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept of packages: copies of other data, so they are named and not shown again. */
@Component(service = Declared.class)
public final class DeclaredAccess implements Declared {
  private static final String CATEGORY = "package";

  private final PackageStore store;
  private final Sql sql;

  @Activate
  public DeclaredAccess(@Reference PackageStore store, @Reference Sql sql) {
    this.store = store;
    this.sql = sql;
  }

  @Override
  public List<Table> tables() {
    return List.of(
        Table.of(
            "rights_package",
            "A piece of a package that answers a request",
            TENANT,
            plain("request", "the id of a request"),
            plain("seq", "a count"),
            LEAF,
            plain("made", "when the tenant answered"),
            new Personal(
                "sealed",
                CATEGORY,
                Processing.RIGHTS,
                LawfulBasis.LEGAL_OBLIGATION,
                "P30D",
                "made",
                List.of("the subject"))));
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return store.ofLeaf(caller.tenant(), subject.leaf()).entrySet().stream()
        .map(
            made ->
                new Datum(
                    "rights:package/" + made.getKey(),
                    CATEGORY,
                    "Copy of your data",
                    SealedJson.write(Map.of("request", made.getKey())),
                    Datum.Origin.DERIVED,
                    "",
                    Instant.ofEpochMilli(made.getValue()),
                    List.of(Processing.RIGHTS)))
        .toList();
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    store.erase(caller.tenant(), subject.leaf());
  }

  /** Nothing: all of it is in the other data. */
  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {}

  @Override
  public void eraseTenant(UUID tenant) {
    sql.removeTenant(tenant, "rights_package");
  }
}
