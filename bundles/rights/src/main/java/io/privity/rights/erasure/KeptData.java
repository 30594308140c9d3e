// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.encryption.RetainedData;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.rights.Ids;
import io.privity.rights.OfSubject;
import io.privity.rights.Pages;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.ServerCaller;
import io.privity.rights.store.ErasureStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What outlives an erasure: each datum alone, sealed again under a leaf of its own that nothing but
 * this opens, with a copy in the vault for restores. Its end destroys it.
 */
@Component(service = KeptData.class)
public final class KeptData {
  private static final String KIND = "rights-kept";
  private static final String CATEGORY = "retained";

  private final ErasureStore store;
  private final Receipts receipts;
  private final RetainedData vault;
  private final SealedJson json;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  /** A datum as it is sealed. */
  record Content(
      String contact,
      String datum,
      String category,
      String label,
      String ground,
      String reason,
      Instant until,
      String value) {
    static Content of(Subject subject, ErasurePlan.Item item) {
      Datum datum = item.datum();
      Retained retained = item.retained();
      return new Content(
          subject.id(),
          datum.id(),
          datum.category(),
          datum.label(),
          retained.ground().code(),
          retained.reason(),
          retained.until(),
          new String(datum.json(), StandardCharsets.UTF_8));
    }
  }

  /**
   * A retained datum, to be shown.
   *
   * @param value the datum, JSON; absent in lists
   */
  public record Shown(
      String id,
      String contact,
      String datum,
      String category,
      String label,
      String ground,
      String reason,
      Instant until,
      @JsonRawValue String value) {}

  @Activate
  public KeptData(
      @Reference ErasureStore store,
      @Reference Receipts receipts,
      @Reference RetainedData vault,
      @Reference SealedJson json,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(store, receipts, vault, json, keyring, audit, transactions, Clock.systemUTC());
  }

  KeptData(
      ErasureStore store,
      Receipts receipts,
      RetainedData vault,
      SealedJson json,
      Keyring keyring,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.receipts = receipts;
    this.vault = vault;
    this.json = json;
    this.keyring = keyring;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Seals a datum again, under a leaf of its own. Stored by the caller, and then {@link #copy}. */
  ErasureStore.Kept seal(Caller caller, long subjectLeaf, Content content) {
    String id = Ids.next(clock.instant());
    long leaf = keyring.newSubject(caller);
    return new ErasureStore.Kept(
        caller.tenant(),
        id,
        subjectLeaf,
        leaf,
        content.until().toEpochMilli(),
        json.seal(caller, name(leaf, id), content));
  }

  /** Puts the copy into the vault; durable when it returns. Again, it changes nothing. */
  void copy(ErasureStore.Kept kept) {
    vault.put(kept.tenant(), kept.id(), SealedJson.write(kept));
  }

  /** The first first; fewer than {@code limit} are the last. */
  public List<Shown> list(Caller caller, String after, int limit) {
    List<OfSubject<Shown>> page =
        Pages.full(
            after,
            limit,
            (place, count) -> store.kept(caller.tenant(), place, count),
            ErasureStore.Kept::id,
            row ->
                json.openUnlessErased(
                        caller, name(row.leaf(), row.id()), row.sealed(), Content.class)
                    .map(
                        content -> new OfSubject<>(shown(row, content, false), row.subjectLeaf())));
    audit.recordRead(
        caller,
        AuditEvent.list(
            "rights.retained-data", page.stream().mapToLong(OfSubject::leaf).toArray(), CATEGORY));
    return page.stream().map(OfSubject::value).toList();
  }

  /**
   * Opens a retained datum, for its ground alone.
   *
   * @throws io.privity.api.rights.RightsException {@code no-such-retained-datum}
   */
  public Shown show(Caller caller, String id) {
    ErasureStore.Kept kept =
        store.kept(caller.tenant(), id).orElseThrow(() -> Refusals.missing("retained datum"));
    audit.recordRead(
        caller, AuditEvent.of("rights.open-retained", id, kept.subjectLeaf(), CATEGORY));
    Content content = json.open(caller, name(kept.leaf(), kept.id()), kept.sealed(), Content.class);
    return shown(kept, content, true);
  }

  /**
   * Destroys what has no ground any more, and says so on the receipts.
   *
   * @return how many
   */
  public int end() {
    List<ErasureStore.Kept> ended = store.ended(clock.millis());
    ended.forEach(this::end);
    return ended.size();
  }

  /** The keys first: a crash leaves a row that opens no more, and that the next run removes. */
  private void end(ErasureStore.Kept kept) {
    Caller caller = ServerCaller.of(kept.tenant());
    keyring.puncture(caller, kept.leaf());
    vault.remove(kept.tenant(), kept.id());
    transactions.call(
        () -> {
          store.delete(kept);
          store
              .find(kept.tenant(), kept.subjectLeaf())
              .ifPresent(
                  erasure -> {
                    Receipt receipt =
                        receipts.open(caller, erasure).ended(kept.id(), clock.instant());
                    update(caller, erasure, receipt);
                  });
          audit.record(
              caller,
              AuditEvent.of("rights.end-retained", kept.id(), kept.subjectLeaf(), CATEGORY));
          return null;
        });
  }

  private void update(Caller caller, ErasureStore.Erasure erasure, Receipt receipt) {
    if (!store.update(
        receipts.next(caller, erasure, erasure.state(), erasure.finished(), receipt))) {
      throw Refusals.stale();
    }
  }

  private static Shown shown(ErasureStore.Kept kept, Content content, boolean whole) {
    return new Shown(
        kept.id(),
        content.contact(),
        content.datum(),
        content.category(),
        content.label(),
        content.ground(),
        content.reason(),
        content.until(),
        whole ? content.value() : null);
  }

  private static RecordName name(long leaf, String id) {
    return new RecordName(leaf, KIND, id, 0);
  }
}
