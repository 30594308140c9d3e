// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.rights.Office;
import io.privity.rights.processing.Wishes;
import io.privity.rights.store.ErasureStore;
import io.privity.rights.store.HoldStore;

/** The services of this room over an office. */
public final class Shredding {
  public final ErasureStore store;
  public final Holds holds;
  public final Receipts receipts;
  public final ErasurePlan plan;
  public final KeptData kept;
  public final Erasures erasures;
  public final ErasureRequests requests;

  public Shredding(Office at, Wishes wishes) {
    var transactions = at.store.transactions();
    store = new ErasureStore(at.sql);
    holds = new Holds(new HoldStore(at.sql), at.people, at.json, at.audit, transactions, at.clock);
    receipts = new Receipts(store, at.json, at.signer, at.audit);
    kept =
        new KeptData(
            store, receipts, at.retained, at.json, at.keyring, at.audit, transactions, at.clock);
    plan = new ErasurePlan(at.holders, holds);
    ErasureStart start =
        new ErasureStart(
            store,
            plan,
            kept,
            receipts,
            at.people,
            wishes.suppressions,
            wishes.notices,
            at.keyring,
            at.audit,
            transactions,
            at.clock);
    erasures =
        new Erasures(
            store,
            start,
            kept,
            receipts,
            at.holders,
            at.people,
            at.ledger,
            at.keyring,
            at.audit,
            transactions,
            at.clock);
    requests = new ErasureRequests(erasures, plan, at.holders, wishes.notices);
  }
}
