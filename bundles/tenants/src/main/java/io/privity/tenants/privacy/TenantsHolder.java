// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.privacy;

import static io.privity.api.privacy.Declaration.WITH_SUBJECT;
import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import io.privity.tenants.Departures;
import io.privity.tenants.TenantRecords;
import io.privity.tenants.TenantsConfig;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tenants and their users. The people whom a tenant keeps records of are not here; its users are
 * subjects of their own, who read, correct and remove their accounts through {@code /users}.
 */
@Component(service = PersonalDataHolder.class, configurationPid = "io.privity.tenants")
public final class TenantsHolder implements PersonalDataHolder {
  private static final String ID = "a random id";
  private static final String LEAF = "a random number; its key is gone with its subject";
  private static final String TIME = "a time of something that a random id did";
  private static final String COUNT = "counts wrong passwords or codes for a random id";
  private static final String SECRET = "a hash of a random secret";

  private final TenantRecords records;
  private final Declaration declaration;

  @Activate
  public TenantsHolder(@Reference TenantRecords records, TenantsConfig config) {
    this.records = records;
    this.declaration = declaration(Departures.period(config.departed_retention()));
  }

  private static Declaration declaration(Period retention) {
    return new Declaration(
        "tenants_",
        Map.of(),
        List.of(
            Table.of(
                "tenants_tenant",
                "A tenant",
                plain("tenant", ID),
                plain("leaf", LEAF),
                plain("version", "a counter"),
                plain("created", TIME),
                plain("agreement", "the version of an agreement"),
                ofContract("settings", "tenant"),
                plain("suspended", TIME),
                plain("end_requested", TIME),
                plain("export_key", "a public key, to which an export is sealed"),
                plain("export_user", ID),
                plain("export_requested", TIME),
                plain("exported", TIME)),
            Table.of(
                "tenants_user",
                "A user of a tenant",
                plain("tenant", ID),
                plain("id", ID),
                plain("leaf", LEAF),
                plain("created", TIME),
                plain("roles", "what a random id may do"),
                ofContract("login", "account"),
                ofContract("email", "account"),
                ofContract("name", "account"),
                ofContract("password", "account"),
                plain("recovery", SECRET),
                plain("invite", SECRET),
                plain("invite_expires", TIME),
                plain("invite_attempts", COUNT),
                plain("failures", COUNT),
                plain("failing_since", TIME),
                plain("locks", COUNT),
                plain("version", "a counter"),
                plain("locked_until", TIME)),
            Table.of(
                "tenants_login",
                "Who signs in with an address, by its keyed hash",
                ofContract("hash", "account"),
                plain("tenant", ID),
                plain("user_id", ID)),
            Table.of(
                "tenants_credential",
                "A session or an API token",
                plain("tenant", ID),
                plain("id", ID),
                plain("user_id", ID),
                plain("kind", "session or token"),
                plain("hash", SECRET),
                plain("created", TIME),
                plain("expires", TIME),
                ofContract("name", "token"),
                plain("role", "what the token may do"),
                plain("purpose", "the name of a purpose")),
            Table.of(
                "tenants_invite",
                "An invitation to sign up",
                plain("hash", SECRET),
                plain("expires", TIME)),
            Table.of(
                "tenants_departed",
                "What is left of a tenant that is gone",
                plain("tenant", ID),
                new Personal(
                    "contact",
                    "account",
                    "tenant-destruction",
                    LawfulBasis.LEGITIMATE_INTERESTS,
                    retention.toString(),
                    "destroyed",
                    List.of()),
                plain("destroyed", TIME),
                plain("kept_until", TIME),
                plain("certificate", "the end of a tenant, by its random id"))));
  }

  private static Declaration.Column ofContract(String name, String category) {
    return new Personal(
        name, category, "account", LawfulBasis.CONTRACT, WITH_SUBJECT, "", List.of());
  }

  @Override
  public Declaration describe() {
    return declaration;
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return List.of();
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    // nothing here is of a tenant's contact
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return List.of();
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    records.forEach(caller, sink);
  }

  @Override
  public void eraseTenant(UUID tenant) {
    records.remove(tenant);
  }
}
