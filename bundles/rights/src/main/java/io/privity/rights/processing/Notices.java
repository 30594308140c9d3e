// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.persistence.Transactions;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Ids;
import io.privity.rights.People;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.store.DisclosureStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What recipients are told of a rectification, erasure or restriction (Art. 19), each tracked until
 * it is acknowledged. A notice names the subject, since its recipient has to find it; so it is
 * sealed under a leaf of its own, which goes with the acknowledgement.
 */
@Component(service = Notices.class)
public final class Notices {
  private static final String KIND = "rights-notice";

  private final Disclosures disclosures;
  private final DisclosureStore store;
  private final People people;
  private final SealedJson json;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Clock clock;

  /**
   * A notice as it is to be sent.
   *
   * @param identifiers what the recipient can find the subject by; absent once acknowledged
   */
  public record Notice(
      String id,
      String request,
      String kind,
      String recipient,
      List<String> fields,
      Set<String> identifiers,
      Instant createdAt,
      Instant acknowledgedAt) {}

  /** What is sealed. */
  private record Content(String recipient, List<String> fields, Set<String> identifiers) {}

  @Activate
  public Notices(
      @Reference Disclosures disclosures,
      @Reference DisclosureStore store,
      @Reference People people,
      @Reference SealedJson json,
      @Reference Keyring keyring,
      @Reference AuditLog audit,
      @Reference Transactions transactions) {
    this(disclosures, store, people, json, keyring, audit, transactions, Clock.systemUTC());
  }

  Notices(
      Disclosures disclosures,
      DisclosureStore store,
      People people,
      SealedJson json,
      Keyring keyring,
      AuditLog audit,
      Transactions transactions,
      Clock clock) {
    this.disclosures = disclosures;
    this.store = store;
    this.people = people;
    this.json = json;
    this.keyring = keyring;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Who was given data of the subject. */
  public Set<String> recipients(Caller caller, Subject subject) {
    return fields(caller, subject).keySet();
  }

  /**
   * Writes the notices of a request, one a recipient, in the open transaction or in one of its own;
   * a second call for the request writes none. Before an erasure's puncture: afterwards nobody
   * knows the recipients.
   */
  public void write(Caller caller, Subject subject, RequestKind kind, String request) {
    Map<String, List<String>> recipients = fields(caller, subject);
    if (recipients.isEmpty()) {
      return;
    }
    Set<String> identifiers = people.subjects().identifiers(caller, subject);
    transactions.call(
        () -> {
          if (!store.ofRequest(caller.tenant(), request).isEmpty()) {
            return null;
          }
          recipients.forEach(
              (recipient, fields) -> {
                Instant now = clock.instant();
                String id = Ids.next(now);
                long leaf = keyring.newSubject(caller);
                byte[] sealed =
                    json.seal(caller, name(leaf, id), new Content(recipient, fields, identifiers));
                store.insert(
                    caller.tenant(),
                    new DisclosureStore.Notice(
                        id, leaf, request, kind.code(), now.toEpochMilli(), -1, sealed));
              });
          audit.record(
              caller,
              AuditEvent.list("rights.notify", new long[] {subject.leaf()}, KIND)
                  .withDetail(Integer.toString(recipients.size())));
          return null;
        });
  }

  public List<Notice> list(Caller caller, boolean openOnly, String after, int limit) {
    List<Notice> notices =
        store.notices(caller.tenant(), openOnly, after, limit).stream()
            .map(row -> open(caller, row))
            .toList();
    audit.recordRead(
        caller,
        AuditEvent.list("rights.notices", new long[0], KIND)
            .withDetail(Integer.toString(notices.size())));
    return notices;
  }

  /**
   * The recipient has acknowledged; what the notice said of the subject is destroyed. Again, it
   * changes nothing.
   *
   * @throws io.privity.api.rights.RightsException {@code no-such-notice}
   */
  public Notice acknowledge(Caller caller, String id) {
    DisclosureStore.Notice row =
        store.notice(caller.tenant(), id).orElseThrow(() -> Refusals.missing("notice"));
    if (row.acknowledged() < 0) {
      transactions.call(
          () -> {
            if (store.acknowledge(caller.tenant(), id, clock.millis())) {
              audit.record(caller, AuditEvent.of("rights.acknowledge-notice", id));
            }
            return null;
          });
    }
    keyring.puncture(caller, row.leaf());
    return open(caller, store.notice(caller.tenant(), id).orElseThrow());
  }

  private Notice open(Caller caller, DisclosureStore.Notice row) {
    Content content =
        row.acknowledged() >= 0
            ? new Content(null, null, null)
            : json.open(caller, name(row.leaf(), row.id()), row.sealed(), Content.class);
    return new Notice(
        row.id(),
        row.request(),
        row.kind(),
        content.recipient(),
        content.fields(),
        content.identifiers(),
        Instant.ofEpochMilli(row.created()),
        row.acknowledged() < 0 ? null : Instant.ofEpochMilli(row.acknowledged()));
  }

  private Map<String, List<String>> fields(Caller caller, Subject subject) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (Disclosures.Disclosure disclosure : disclosures.of(caller, subject)) {
      List<String> all =
          fields.computeIfAbsent(disclosure.recipient(), recipient -> new ArrayList<>());
      disclosure.fields().stream().filter(field -> !all.contains(field)).forEach(all::add);
    }
    return fields;
  }

  private static RecordName name(long leaf, String id) {
    return new RecordName(leaf, KIND, id, 0);
  }
}
