// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration.Column;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.Processing;
import io.privity.rights.SealedJson;
import io.privity.rights.privacy.Declared;
import io.privity.rights.store.HoldStore;
import io.privity.rights.store.Sql;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept of erasures and holds, and what outlives erasures. */
@Component(service = Declared.class)
public final class DeclaredErasure implements Declared {
  private static final Column SUBJECT =
      plain("subject", "a pseudonym that leads nowhere once the contact is gone");
  private static final Column REQUEST = plain("request", "the id of a request");
  private static final Column ENDS = plain("ends", "when a ground of the law ends");

  private final Holds holds;
  private final HoldStore store;
  private final Sql sql;

  @Activate
  public DeclaredErasure(@Reference Holds holds, @Reference HoldStore store, @Reference Sql sql) {
    this.holds = holds;
    this.store = store;
    this.sql = sql;
  }

  @Override
  public List<Table> tables() {
    return List.of(
        Table.of(
            "rights_erasure",
            "An erasure",
            TENANT,
            LEAF,
            SUBJECT,
            REQUEST,
            plain("state", "how far it is"),
            plain("started", "when it began"),
            plain("finished", "when it was done"),
            plain("receipt_leaf", "the number of a key of the receipt's own"),
            VERSION,
            plain("receipt", "a sealed receipt: pseudonyms and counts")),
        Table.of("rights_erasure_request", "Which erasure answered it", TENANT, REQUEST, LEAF),
        Table.of(
            "rights_kept",
            "A datum that outlives an erasure",
            TENANT,
            plain("id", "a random number"),
            plain("subject_leaf", "the number of a key that is gone"),
            plain("leaf", "the number of a key of its own"),
            ENDS,
            new Personal(
                "sealed",
                "retained",
                Processing.LEGAL_CLAIMS,
                LawfulBasis.LEGAL_OBLIGATION,
                "P1D",
                "ends",
                List.of())),
        Table.of(
            "rights_hold",
            "What must be kept if its subject is erased",
            TENANT,
            plain("id", "a random number"),
            LEAF,
            SUBJECT,
            ENDS,
            Declared.sealed("hold", Processing.LEGAL_CLAIMS)));
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return holds.of(caller, subject).stream()
        .map(
            hold ->
                new Datum(
                    "rights:hold/" + hold.id(),
                    "hold",
                    "Hold",
                    SealedJson.write(hold),
                    Datum.Origin.OTHERS,
                    "",
                    hold.createdAt(),
                    List.of(Processing.LEGAL_CLAIMS)))
        .toList();
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    store.erase(caller.tenant(), subject.leaf());
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    String after = null;
    List<HoldStore.Hold> page;
    do {
      page = store.page(caller.tenant(), after, 500);
      for (HoldStore.Hold row : page) {
        holds.open(caller, row).map(SealedJson::write).ifPresent(sink);
        after = row.id();
      }
    } while (!page.isEmpty());
  }

  @Override
  public void eraseTenant(UUID tenant) {
    sql.removeTenant(
        tenant, "rights_erasure", "rights_erasure_request", "rights_kept", "rights_hold");
  }
}
