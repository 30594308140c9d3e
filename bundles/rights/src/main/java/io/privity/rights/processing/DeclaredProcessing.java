// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Datum.Origin;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.Processing;
import io.privity.rights.SealedJson;
import io.privity.rights.privacy.Declared;
import io.privity.rights.store.DisclosureStore;
import io.privity.rights.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept of consents, standings and disclosures. */
@Component(service = Declared.class)
public final class DeclaredProcessing implements Declared {
  private static final List<String> RIGHTS = List.of(Processing.RIGHTS);

  private final Standings standings;
  private final Disclosures disclosures;
  private final DisclosureStore disclosureStore;
  private final Purposes purposes;
  private final Sql sql;

  @Activate
  public DeclaredProcessing(
      @Reference Standings standings,
      @Reference Disclosures disclosures,
      @Reference DisclosureStore disclosureStore,
      @Reference Purposes purposes,
      @Reference Sql sql) {
    this.standings = standings;
    this.disclosures = disclosures;
    this.disclosureStore = disclosureStore;
    this.purposes = purposes;
    this.sql = sql;
  }

  @Override
  public List<Table> tables() {
    return List.of(
        Table.of(
            "rights_purpose",
            "A purpose of a tenant",
            TENANT,
            plain("name", "the tenant's word for a purpose"),
            LEAF,
            VERSION,
            plain("sealed", "the tenant's texts on a purpose; nobody is in them")),
        Table.of(
            "rights_consent",
            "What a subject said of a purpose",
            TENANT,
            LEAF,
            plain("seq", "a count"),
            Declared.sealed("consent", Processing.RIGHTS)),
        Table.of(
            "rights_standing",
            "A restriction, objections",
            TENANT,
            LEAF,
            VERSION,
            Declared.sealed("restriction", Processing.RIGHTS)),
        Table.of(
            "rights_disclosure",
            "Who was given data",
            TENANT,
            LEAF,
            plain("id", "a random number"),
            Declared.sealed("disclosure", Processing.RIGHTS)),
        Table.of(
            "rights_notice",
            "What a recipient is to be told",
            TENANT,
            plain("id", "a random number"),
            plain("leaf", "the number of a key of the notice's own"),
            plain("request", "the id of a request"),
            plain("kind", "a right"),
            plain("created", "when the tenant was to tell it"),
            plain("acknowledged", "when the recipient answered"),
            new Personal(
                "sealed",
                "identifiers",
                Processing.RIGHTS,
                LawfulBasis.LEGAL_OBLIGATION,
                "P1M",
                "acknowledged",
                List.of("the recipient of the notice"))),
        Table.of(
            "rights_suppression",
            "Whom an import must not bring back",
            TENANT,
            plain("hash", "a keyed hash, whose key is in the vault alone"),
            plain("since", "when it came")));
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    List<Datum> data = new ArrayList<>();
    for (Consent consent : standings.consents(caller, subject.leaf())) {
      data.add(
          datum(
              "consent/" + subject.id() + "/" + consent.seq(),
              "consent",
              "Consent for " + consent.purpose(),
              consent,
              Origin.PROVIDED,
              consent.recordedAt()));
    }
    Standings.Versioned standing = standings.standing(caller, subject);
    if (standing.version() > 0) {
      Standing.Restriction restriction = standing.standing().restriction();
      data.add(
          datum(
              "standing/" + subject.id(),
              "restriction",
              "Restriction and objections",
              standing.standing(),
              Origin.OBSERVED,
              restriction == null ? null : restriction.since()));
    }
    for (Disclosures.Disclosure disclosure : disclosures.of(caller, subject)) {
      data.add(
          datum(
              "disclosure/" + disclosure.id(),
              "disclosure",
              "Disclosure",
              disclosure,
              Origin.OBSERVED,
              disclosure.at()));
    }
    return data;
  }

  private static Datum datum(
      String id, String category, String label, Object value, Origin origin, Instant since) {
    return new Datum(
        "rights:" + id, category, label, SealedJson.write(value), origin, "", since, RIGHTS);
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    standings.erase(caller, subject.leaf());
    disclosureStore.erase(caller.tenant(), subject.leaf());
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    purposes.of(caller).values().forEach(known -> sink.accept(SealedJson.write(known.purpose())));
    standings.forEachConsent(
        caller,
        (leaf, consent) ->
            sink.accept(SealedJson.write(Map.of("subject", leaf, "consent", consent))));
    standings
        .of(caller)
        .all()
        .values()
        .forEach(standing -> sink.accept(SealedJson.write(standing)));
    disclosures.ofTenant(caller).forEach(one -> sink.accept(SealedJson.write(one)));
  }

  @Override
  public void eraseTenant(UUID tenant) {
    sql.removeTenant(
        tenant,
        "rights_purpose",
        "rights_consent",
        "rights_standing",
        "rights_disclosure",
        "rights_notice",
        "rights_suppression");
  }
}
