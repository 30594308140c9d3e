// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.encryption.Signer;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.Kind;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.RightsException;
import io.privity.api.tenants.Tenants;
import io.privity.rights.Holders;
import io.privity.rights.intake.Wording;
import io.privity.rights.processing.Purpose;
import io.privity.rights.processing.Purposes;
import io.privity.rights.processing.SubjectRecords;
import io.privity.rights.request.TimeZones;
import io.privity.rights.store.PackageStore;
import io.privity.rights.store.PackageStore.Piece;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the packages of access and portability and keeps them for a while, sealed under their
 * subject's key: an erasure takes them along.
 */
@Component(service = Packages.class)
public final class Packages {
  /** How long a package can be fetched. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final String KIND = "rights-package";
  private static final String CATEGORY = "package";
  private static final int PIECE = 32_000;

  private final Inventory inventory;
  private final Accesses accesses;
  private final SubjectRecords records;
  private final Purposes purposes;
  private final Holders holders;
  private final Tenants tenants;
  private final PackageStore store;
  private final Keyring keyring;
  private final Signer signer;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  @Activate
  public Packages(
      @Reference Inventory inventory,
      @Reference Accesses accesses,
      @Reference SubjectRecords records,
      @Reference Purposes purposes,
      @Reference Holders holders,
      @Reference Tenants tenants,
      @Reference PackageStore store,
      @Reference Keyring keyring,
      @Reference Signer signer,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(
        inventory,
        accesses,
        records,
        purposes,
        holders,
        tenants,
        store,
        keyring,
        signer,
        audit,
        transactions,
        Clock.systemUTC());
  }

  Packages(
      Inventory inventory,
      Accesses accesses,
      SubjectRecords records,
      Purposes purposes,
      Holders holders,
      Tenants tenants,
      PackageStore store,
      Keyring keyring,
      Signer signer,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.inventory = inventory;
    this.accesses = accesses;
    this.records = records;
    this.purposes = purposes;
    this.holders = holders;
    this.tenants = tenants;
    this.store = store;
    this.keyring = keyring;
    this.signer = signer;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What a package would hold. */
  Inventory.Gathered preview(Caller caller, Subject subject, RequestKind kind) {
    return inventory.gather(caller, subject, kind);
  }

  /**
   * Makes a request's package and keeps it.
   *
   * @param language of the page for people, as a range of languages; null for the tenant's own
   */
  void make(Caller caller, Subject subject, RequestKind kind, String request, String language) {
    Inventory.Gathered gathered = inventory.gather(caller, subject, kind);
    Tenants.Settings tenant = tenants.settings(caller).value();
    Instant now = clock.instant();
    Contents contents = contents(caller, subject, kind, request, gathered, tenant, now);
    byte[] page =
        Page.of(contents, Wording.suiting(language, tenant.language()), TimeZones.of(tenant));
    byte[] zip = Archive.of(contents, page, gathered.files(), signer);
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from < zip.length; from += PIECE) {
      byte[] piece = Arrays.copyOfRange(zip, from, Math.min(zip.length, from + PIECE));
      int seq = pieces.size();
      byte[] sealed = keyring.seal(caller, name(subject.leaf(), request, seq), piece);
      pieces.add(new Piece(seq, subject.leaf(), now.toEpochMilli(), sealed));
    }
    transactions.call(
        () -> {
          store.replace(caller.tenant(), request, pieces);
          audit.record(
              caller, AuditEvent.of("rights.make-package", request, subject.leaf(), CATEGORY));
          return null;
        });
  }

  /**
   * A request's package; recorded.
   *
   * @throws RightsException {@code no-such-package}: none was made, or its time is over
   */
  public byte[] fetch(Caller caller, String request) {
    List<Piece> pieces = pieces(caller, request);
    ByteArrayOutputStream zip = new ByteArrayOutputStream(pieces.size() * PIECE);
    for (Piece piece : pieces) {
      zip.writeBytes(
          keyring.open(caller, name(piece.leaf(), request, piece.seq()), piece.sealed()));
    }
    audit.recordRead(
        caller, AuditEvent.of("rights.fetch-package", request, pieces.get(0).leaf(), CATEGORY));
    return zip.toByteArray();
  }

  /**
   * @throws RightsException {@code no-such-package}: none was made, or its time is over
   */
  public void requireMade(Caller caller, String request) {
    pieces(caller, request);
  }

  private List<Piece> pieces(Caller caller, String request) {
    long oldest = clock.instant().minus(KEPT).toEpochMilli();
    List<Piece> pieces =
        store.of(caller.tenant(), request).stream()
            .filter(piece -> piece.made() >= oldest)
            .toList();
    if (pieces.isEmpty()) {
      throw new RightsException(
          Kind.NOT_FOUND,
          "no-such-package",
          "There is no package of this request: none was made, or its 30 days are over.");
    }
    return pieces;
  }

  /** Removes packages whose time is over. */
  public void expire() {
    store.expire(clock.instant().minus(KEPT).toEpochMilli());
  }

  private Contents contents(
      Caller caller,
      Subject subject,
      RequestKind kind,
      String request,
      Inventory.Gathered gathered,
      Tenants.Settings tenant,
      Instant now) {
    boolean access = kind == RequestKind.ACCESS;
    return new Contents(
        kind,
        request,
        tenant.name() == null ? tenant.id() : tenant.name(),
        tenant.dpo(),
        subject.id(),
        now,
        gathered.entries(),
        purposes(caller, subject),
        access ? records.consents(caller, subject) : List.of(),
        access ? records.disclosures(caller, subject) : List.of(),
        access ? accesses.of(caller, subject) : List.of(),
        access ? retention(caller, subject, gathered) : List.of(),
        gathered.leftOut());
  }

  private List<Purpose> purposes(Caller caller, Subject subject) {
    return purposes.of(caller).values().stream()
        .map(Purposes.Known::purpose)
        .filter(purpose -> subject.purposes().contains(purpose.name()))
        .toList();
  }

  /** Of the bundles that keep something of the subject. */
  private List<Contents.Retention> retention(
      Caller caller, Subject subject, Inventory.Gathered gathered) {
    Set<String> keeping =
        gathered.entries().stream().map(Entry::bundle).collect(Collectors.toSet());
    return holders.present().entrySet().stream()
        .filter(
            holder ->
                keeping.contains(holder.getKey())
                    || !holder.getValue().remains(caller, subject).isEmpty())
        .flatMap(
            holder ->
                holder.getValue().describe().tables().stream()
                    .flatMap(table -> table.columns().stream())
                    .filter(Declaration.Personal.class::isInstance)
                    .map(column -> (Declaration.Personal) column)
                    .map(column -> Contents.Retention.of(holder.getKey(), column)))
        .distinct()
        .toList();
  }

  private static RecordName name(long leaf, String request, int seq) {
    return new RecordName(leaf, KIND, request, seq);
  }
}
