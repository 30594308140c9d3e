// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.rest.json.StrictJson;
import io.privity.rights.Office;
import io.privity.rights.store.DisclosureStore;
import io.privity.rights.store.PurposeStore;
import io.privity.rights.store.StandingStore;
import io.privity.rights.store.SuppressionStore;

/** The services of this room over an office. */
public final class Wishes {
  public final Purposes purposes;
  public final Standings standings;
  public final LastBasis lastBasis;
  public final Decisions decisions;
  public final Consents consents;
  public final Restrictions restrictions;
  public final ObjectionRequests objections;
  public final RestrictionRequests restricting;
  public final Disclosures disclosures;
  public final Notices notices;
  public final SuppressionList suppressions;
  public final DeclaredProcessing declared;

  public Wishes(Office at) {
    var transactions = at.store.transactions();
    purposes = new Purposes(new PurposeStore(at.sql), at.json, at.keyring, at.audit, transactions);
    standings = new Standings(new StandingStore(at.sql), at.json, transactions);
    lastBasis = new LastBasis(purposes, standings, at.clock);
    decisions = new Decisions(purposes, standings, at.clock);
    consents =
        new Consents(
            at.people, purposes, standings, lastBasis, at.audit, transactions, at.signer, at.clock);
    restrictions =
        new Restrictions(standings, purposes, at.holders, at.audit, transactions, at.clock);
    objections =
        new ObjectionRequests(
            purposes,
            standings,
            lastBasis,
            at.holders,
            new StrictJson(),
            at.audit,
            transactions,
            at.clock);
    DisclosureStore ledger = new DisclosureStore(at.sql);
    disclosures =
        new Disclosures(at.people, decisions, ledger, at.json, at.audit, transactions, at.clock);
    notices =
        new Notices(
            disclosures, ledger, at.people, at.json, at.keyring, at.audit, transactions, at.clock);
    restricting = new RestrictionRequests(restrictions, notices, new StrictJson());
    suppressions =
        new SuppressionList(
            new SuppressionStore(at.sql), at.keyring, at.audit, transactions, at.clock);
    declared = new DeclaredProcessing(standings, disclosures, ledger, purposes, at.sql);
  }

  public static Purpose purpose(String name, String basis, boolean marketing) {
    return new Purpose(
        name, null, null, basis, null, marketing, basis.equals("f") ? "we need it" : null);
  }
}
