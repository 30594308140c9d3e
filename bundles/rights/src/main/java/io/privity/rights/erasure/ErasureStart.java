// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.RequestKind;
import io.privity.rights.People;
import io.privity.rights.Sha256;
import io.privity.rights.processing.Notices;
import io.privity.rights.processing.SuppressionList;
import io.privity.rights.request.Fulfilment.Kept;
import io.privity.rights.store.ErasureStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes down an erasure before anything is destroyed: what goes, what is retained (sealed again),
 * who is suppressed, which recipients are told. One commit; all of it needs the subject's key for
 * the last time.
 */
@Component(service = ErasureStart.class)
public final class ErasureStart {
  private final ErasureStore store;
  private final ErasurePlan plan;
  private final KeptData kept;
  private final Receipts receipts;
  private final People people;
  private final SuppressionList suppressions;
  private final Notices notices;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  @Activate
  public ErasureStart(
      @Reference ErasureStore store,
      @Reference ErasurePlan plan,
      @Reference KeptData kept,
      @Reference Receipts receipts,
      @Reference People people,
      @Reference SuppressionList suppressions,
      @Reference Notices notices,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(
        store,
        plan,
        kept,
        receipts,
        people,
        suppressions,
        notices,
        keyring,
        audit,
        transactions,
        Clock.systemUTC());
  }

  ErasureStart(
      ErasureStore store,
      ErasurePlan plan,
      KeptData kept,
      Receipts receipts,
      People people,
      SuppressionList suppressions,
      Notices notices,
      Keyring keyring,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.plan = plan;
    this.kept = kept;
    this.receipts = receipts;
    this.people = people;
    this.suppressions = suppressions;
    this.notices = notices;
    this.keyring = keyring;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param request the request's id, or what the erasure is done for, such as {@code retention}
   * @param refused data that the tenant refused to erase
   */
  ErasureStore.Erasure begin(Caller caller, Subject subject, String request, List<Kept> refused) {
    List<ErasurePlan.Item> items = plan.of(caller, subject, refused);
    Set<String> identifiers = people.subjects().identifiers(caller, subject);
    List<ErasureStore.Kept> rows = new ArrayList<>();
    List<Receipt.Kept> remains = new ArrayList<>();
    for (ErasurePlan.Item item : items) {
      if (item.retained() != null) {
        ErasureStore.Kept row =
            kept.seal(caller, subject.leaf(), KeptData.Content.of(subject, item));
        rows.add(row);
        remains.add(Receipt.Kept.of(row.id(), item));
      }
    }
    Instant now = clock.instant();
    List<Receipt.Records> records =
        plan.remains(caller, subject).stream().map(Receipt.Records::of).toList();
    Receipt receipt = receipt(caller, subject, request, items, remains, records, now);
    long leaf = keyring.newSubject(caller);
    ErasureStore.Erasure erasure =
        new ErasureStore.Erasure(
            caller.tenant(),
            subject.leaf(),
            subject.id(),
            request,
            ErasureStore.State.STARTED,
            now.toEpochMilli(),
            -1,
            leaf,
            1,
            receipts.seal(caller, leaf, subject.id(), 1, receipt));
    return transactions.call(
        () -> {
          store.insert(erasure);
          rows.forEach(store::insert);
          suppressions.add(caller, identifiers);
          notices.write(caller, subject, RequestKind.ERASURE, request);
          audit.record(
              caller,
              AuditEvent.of("rights.begin-erasure", subject.id(), subject.leaf(), "erasure"));
          return erasure;
        });
  }

  private static Receipt receipt(
      Caller caller,
      Subject subject,
      String request,
      List<ErasurePlan.Item> items,
      List<Receipt.Kept> remains,
      List<Receipt.Records> records,
      Instant now) {
    Map<String, Map<String, Integer>> destroyed = new TreeMap<>();
    TreeSet<String> ids = new TreeSet<>();
    for (ErasurePlan.Item item : items) {
      if (item.retained() != null) {
        continue;
      }
      ids.add(item.datum().id());
      destroyed
          .computeIfAbsent(item.bundle(), bundle -> new TreeMap<>())
          .merge(item.datum().category(), 1, Integer::sum);
    }
    return new Receipt(
        caller.tenant().toString(),
        subject.id(),
        request,
        now,
        null,
        destroyed,
        Sha256.hex(String.join("\n", ids) + '\n'),
        remains,
        records,
        null);
  }
}
