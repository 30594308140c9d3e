// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.privacy;

import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What this bundle and Liquibase keep of the schema: nothing of persons. */
@Component
public final class PersistenceData implements PersonalDataHolder {
  private static final String CHANGELOG = "stands so in the changelog, which ships with its bundle";
  private static final String NAME = "a name in the program";
  private static final String TIME = "when a changelog was run";
  private static final String HASH = "a hash of a changelog";

  private static final Declaration DECLARATION =
      new Declaration(
          "persistence_",
          Map.of(),
          List.of(
              Table.of(
                  "persistence_vault",
                  "The latest generation of the vault that the store has seen",
                  plain("id", "a constant"),
                  plain("generation", "a counter")),
              Table.of(
                  "persistence_changelog",
                  "A changelog that was run",
                  plain("bundle", NAME),
                  plain("sha256", HASH),
                  plain("applied_at", TIME)),
              Table.of(
                  "persistence_table",
                  "A table and the bundle whose changelog made it",
                  plain("name", NAME),
                  plain("bundle", NAME)),
              Table.of(
                  "databasechangelog",
                  "A step of a changelog that Liquibase ran",
                  plain("id", CHANGELOG),
                  plain("author", CHANGELOG),
                  plain("filename", CHANGELOG),
                  plain("dateexecuted", TIME),
                  plain("orderexecuted", "a counter"),
                  plain("exectype", "a constant of Liquibase"),
                  plain("md5sum", HASH),
                  plain("description", CHANGELOG),
                  plain("comments", CHANGELOG),
                  plain("tag", CHANGELOG),
                  plain("liquibase", "the version of Liquibase"),
                  plain("contexts", CHANGELOG),
                  plain("labels", CHANGELOG),
                  plain("deployment_id", TIME)),
              Table.of(
                  "databasechangeloglock",
                  "The lock of Liquibase",
                  plain("id", "a constant"),
                  plain("locked", "yes or no"),
                  plain("lockgranted", TIME),
                  plain("lockedby", "the name of the server's host"))));

  @Activate
  public PersistenceData() {}

  @Override
  public Declaration describe() {
    return DECLARATION;
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return List.of();
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    // no table has anything of a subject
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return List.of();
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    // no table has anything of a tenant
  }

  @Override
  public void eraseTenant(UUID tenant) {
    // no table has anything of a tenant
  }
}
