// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.RecordName;
import io.privity.api.encryption.Signer;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.store.ErasureStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the receipts of erasures sealed, and hands them out signed. */
@Component(service = Receipts.class)
public final class Receipts {
  private static final String KIND = "rights-receipt";

  private final ErasureStore store;
  private final SealedJson json;
  private final Signer signer;
  private final AuditLog audit;

  @Activate
  public Receipts(
      @Reference ErasureStore store,
      @Reference SealedJson json,
      @Reference Signer signer,
      @Reference AuditLog audit) {
    this.store = store;
    this.json = json;
    this.signer = signer;
    this.audit = audit;
  }

  /**
   * The signed receipt (JWS) of the erasure that answered a request.
   *
   * @throws io.privity.api.rights.RightsException {@code no-such-receipt}, also while the erasure
   *     is not done
   */
  public String of(Caller caller, String request) {
    ErasureStore.Erasure erasure =
        store
            .leafOf(caller.tenant(), request)
            .flatMap(leaf -> store.find(caller.tenant(), leaf))
            .filter(found -> found.state() == ErasureStore.State.DONE)
            .orElseThrow(() -> Refusals.missing("receipt"));
    audit.recordRead(caller, AuditEvent.of("rights.receipt", request, erasure.leaf(), "receipt"));
    return signer.jws("privity-erasure-receipt+json", SealedJson.write(open(caller, erasure)));
  }

  Receipt open(Caller caller, ErasureStore.Erasure erasure) {
    return json.open(
        caller,
        name(erasure.receiptLeaf(), erasure.subject(), erasure.version()),
        erasure.receipt(),
        Receipt.class);
  }

  /** The erasure's next version, as {@link ErasureStore#update} writes it. */
  ErasureStore.Erasure next(
      Caller caller,
      ErasureStore.Erasure erasure,
      ErasureStore.State state,
      long finished,
      Receipt receipt) {
    long version = erasure.version() + 1;
    return new ErasureStore.Erasure(
        erasure.tenant(),
        erasure.leaf(),
        erasure.subject(),
        erasure.request(),
        state,
        erasure.started(),
        finished,
        erasure.receiptLeaf(),
        version,
        seal(caller, erasure.receiptLeaf(), erasure.subject(), version, receipt));
  }

  byte[] seal(Caller caller, long leaf, String subject, long version, Receipt receipt) {
    return json.seal(caller, name(leaf, subject, version), receipt);
  }

  private static RecordName name(long leaf, String subject, long version) {
    return new RecordName(leaf, KIND, subject, version);
  }
}
