// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.Contacts;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.Processing.Permission;
import io.privity.contacts.Suppression.Newcomer;
import io.privity.contacts.index.Change;
import io.privity.contacts.index.Entry;
import io.privity.contacts.index.Identifiers;
import io.privity.contacts.index.Indexes;
import io.privity.contacts.index.SearchFields;
import io.privity.contacts.store.ContactStore;
import io.privity.contacts.store.SealedContact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Many changes in one commit, with one audit entry; what is refused leaves the others standing. */
final class ContactBatch {

  /** One step: a draft or what is to be deleted, or why there is neither. */
  private static final class Step {
    Draft draft;
    boolean exact;
    Entry deleted;
    Newcomer newcomer;
    Contacts.Result refused;
    ContactException problem;

    void refuse(ContactException e) {
      draft = null;
      deleted = null;
      problem = e;
      refused = new Contacts.Result(null, 0, e.code(), e.getMessage());
    }

    Contacts.Result result() {
      if (refused != null) {
        return refused;
      }
      return deleted != null
          ? new Contacts.Result(deleted.id().toString(), deleted.version(), null, null)
          : new Contacts.Result(
              draft.sealed().id().toString(), draft.sealed().version(), null, null);
    }

    boolean isDone() {
      return draft != null || deleted != null;
    }

    long leaf() {
      return deleted != null ? deleted.leaf() : draft.sealed().leaf();
    }

    Change change() {
      return deleted != null ? Change.deleted(deleted.id()) : draft.change();
    }
  }

  private final Caller caller;
  private final ContactStore store;
  private final AuditLog audit;
  private final Transactions transactions;
  private final Indexes indexes;
  private final ContactReads reads;
  private final Drafts drafts;
  private final Shredder shredder;
  private final Suppression suppression;
  private final Retention retention;
  private final Permission permission;
  private final List<Step> steps = new ArrayList<>();

  /** The newest version of each contact that is replaced, since one may be so twice. */
  private final Map<UUID, Entry> replaced = new HashMap<>();

  ContactBatch(
      Caller caller,
      ContactStore store,
      AuditLog audit,
      Transactions transactions,
      Indexes indexes,
      ContactReads reads,
      Drafts drafts,
      Suppression suppression,
      Retention retention,
      Shredder shredder) {
    this.caller = caller;
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.indexes = indexes;
    this.reads = reads;
    this.drafts = drafts;
    this.shredder = shredder;
    this.suppression = suppression;
    this.retention = retention;
    this.permission = reads.permission(caller);
  }

  void add(Contacts.Change change) {
    Step step = new Step();
    steps.add(step);
    try {
      if (change instanceof Contacts.Create create) {
        step.draft = drafts.create(caller, create.contact());
        step.newcomer = newcomer(step.draft, Set.of(), create.evenSuppressed());
      } else if (change instanceof Contacts.Update update) {
        Entry current = current(update.id());
        step.draft = replace(current, update.contact());
        step.newcomer = newcomer(step.draft, identifiers(current), update.evenSuppressed());
      } else if (change instanceof Contacts.Replace replace) {
        step.draft = replace(current(replace.id(), replace.version()), replace.contact());
        step.exact = true;
      } else if (change instanceof Contacts.Delete delete) {
        step.deleted = current(delete.id(), delete.version());
      } else if (change instanceof Contacts.Skip skip) {
        step.refused = new Contacts.Result(null, 0, skip.code(), skip.message());
      }
    } catch (ContactException e) {
      step.refuse(e);
    } catch (EncryptionException e) {
      if (!e.code().equals(EncryptionException.SUBJECT_ERASED)) {
        throw e;
      }
      step.refuse(Refusals.noSuchContact()); // a moment ago, and memory was not told yet
    }
  }

  /**
   * @param alongside runs in the same transaction; may be null
   * @throws EncryptionException {@code vault-unavailable} after the commit, as {@link Shredder}
   *     says
   */
  List<Contacts.Result> commit(String operation, Consumer<List<Contacts.Result>> alongside) {
    retain();
    return shredder.deleting(
        caller,
        this::deleted,
        () -> {
          keepOut();
          write();
          List<Contacts.Result> results = steps.stream().map(Step::result).toList();
          List<Step> done = steps.stream().filter(Step::isDone).toList();
          if (!done.isEmpty()) {
            long[] leaves = done.stream().mapToLong(Step::leaf).distinct().toArray();
            audit.record(caller, AuditEvent.list(operation, leaves, ContactReads.CATEGORY));
            List<Change> changes = done.stream().map(Step::change).toList();
            transactions.afterCommit(() -> indexes.committed(caller.tenant(), changes));
          }
          if (alongside != null) {
            alongside.accept(results);
          }
          return results;
        });
  }

  /** Why each step was refused, or null where it was not, or was left out from the start. */
  List<ProblemException> problems() {
    return Arrays.asList(steps.stream().map(step -> step.problem).toArray(ProblemException[]::new));
  }

  private Entry current(String id) {
    UUID parsed = ContactIds.parse(id);
    Entry current = parsed == null ? null : replaced.get(parsed);
    return current != null ? current : reads.find(caller, id, permission);
  }

  private Entry current(String id, long version) {
    Entry current = current(id);
    if (current.version() != version) {
      throw Refusals.stale();
    }
    return current;
  }

  private Draft replace(Entry current, Contact contact) {
    Draft draft = drafts.replace(caller, contact, current);
    replaced.put(current.id(), draft.change().entry());
    return draft;
  }

  /** The leaves of what was deleted. */
  private long[] deleted() {
    return steps.stream().filter(step -> step.deleted != null).mapToLong(Step::leaf).toArray();
  }

  private static Set<String> identifiers(Entry entry) {
    return entry.isDamaged() ? Set.of() : Identifiers.of(SearchFields.of(entry.json()));
  }

  private static Newcomer newcomer(Draft draft, Set<String> known, boolean knowingly) {
    Set<String> identifiers = Identifiers.of(draft.fields());
    identifiers.removeAll(known);
    return new Newcomer(draft.sealed().leaf(), identifiers, knowingly);
  }

  private void retain() {
    List<Step> deleting = steps.stream().filter(step -> step.deleted != null).toList();
    Set<Long> retained =
        retention.refused(caller, deleting.stream().map(step -> step.deleted).toList());
    deleting.stream()
        .filter(step -> retained.contains(step.leaf()))
        .forEach(step -> step.refuse(Refusals.retained()));
  }

  private void keepOut() {
    Set<Newcomer> refused =
        suppression.refused(
            caller, steps.stream().map(step -> step.newcomer).filter(Objects::nonNull).toList());
    steps.stream()
        .filter(step -> refused.contains(step.newcomer))
        .forEach(step -> step.refuse(Refusals.suppressed()));
  }

  private void write() {
    List<SealedContact> created = new ArrayList<>(steps.size());
    long time = 0;
    for (Step step : steps) {
      if (step.draft != null && step.draft.isNew()) {
        created.add(step.draft.sealed());
        time = step.draft.time();
      } else if (step.draft != null) {
        write(step);
      } else if (step.deleted != null) {
        delete(step);
      }
    }
    if (!created.isEmpty()) {
      store.insert(caller.tenant(), created, time);
    }
  }

  /** Without a version an update holds whatever it is: one that came in between is built upon. */
  private void write(Step step) {
    Draft draft = step.draft;
    UUID tenant = caller.tenant();
    if (store.replace(tenant, draft.sealed(), draft.base(), draft.time())) {
      return;
    }
    Optional<SealedContact> now = store.find(tenant, draft.sealed().id());
    if (now.isEmpty() || step.exact) {
      step.refuse(now.isEmpty() ? Refusals.noSuchContact() : Refusals.stale());
      return;
    }
    step.draft = drafts.upon(caller, draft, now.get().version());
    if (!store.replace(tenant, step.draft.sealed(), step.draft.base(), draft.time())) {
      step.refuse(Refusals.stale());
    }
  }

  private void delete(Step step) {
    Entry entry = step.deleted;
    UUID tenant = caller.tenant();
    if (!store.delete(tenant, entry.id(), entry.version(), entry.leaf())) {
      boolean gone = store.find(tenant, entry.id()).isEmpty();
      step.refuse(gone ? Refusals.noSuchContact() : Refusals.stale());
    }
  }
}
