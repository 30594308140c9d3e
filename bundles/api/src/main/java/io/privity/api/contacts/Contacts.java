// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.contacts;

import io.privity.api.audit.Recording;
import io.privity.api.caller.Caller;
import io.privity.api.rest.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A tenant's contacts. Every call names its caller, records what it did in the audit log, and
 * answers as if other tenants did not exist, nor contacts whose data may not be used now for the
 * purpose that the caller names ({@link io.privity.api.rights.Processing}). Thread-safe.
 */
@ProviderType
public interface Contacts {

  /**
   * Creates a contact.
   *
   * @param contact {@code id}, {@code createdAt} and {@code updatedAt} are ignored
   * @return the contact as it is kept
   * @throws ContactException {@code invalid-contact} (member {@code property}), {@code suppressed}
   *     when its e-mail address or telephone number was an erased subject's
   */
  Document create(Caller caller, Contact contact);

  /**
   * @throws ContactException {@code no-such-contact}
   */
  Document read(Caller caller, String id);

  /**
   * Replaces a contact.
   *
   * @param version the version that the change is based on
   * @throws ContactException {@code no-such-contact}, {@code stale-version}, {@code
   *     invalid-contact}
   */
  Document replace(Caller caller, String id, long version, Contact contact);

  /** Deletes a contact. The same refusals as {@link #replace}. */
  void delete(Caller caller, String id, long version);

  /**
   * What to list; null means any.
   *
   * @param text a substring of the name, in any case and without regard to accents
   * @param email an exact e-mail address, in any case
   * @param phone an exact telephone number, in any notation
   * @param tag an exact tag
   * @param sortedByName true to sort by name, else by creation
   */
  record Query(String text, String email, String phone, String tag, boolean sortedByName) {}

  /**
   * A slice of a list.
   *
   * @param items JSON documents
   * @param next where it goes on; null at the end
   * @param recording what the items wait for before they leave
   */
  record Slice(List<byte[]> items, String next, Recording recording) {

    /**
     * The items, once their trace is durable.
     *
     * @throws io.privity.api.persistence.StoreException when it could not be recorded
     */
    @Override
    public List<byte[]> items() {
      recording.await();
      return items;
    }

    /** The items at once, for those who prepare an answer that {@link #recording} holds back. */
    public List<byte[]> ahead() {
      return items;
    }
  }

  /**
   * @param after where to go on, as an earlier slice said; null for the start
   */
  Slice list(Caller caller, Query query, String after, int limit);

  /** One step of a bulk change. */
  sealed interface Change permits Create, Update, Replace, Delete, Skip {}

  /**
   * Creates a contact; {@code suppressed} when its e-mail address or telephone number was an erased
   * subject's.
   *
   * @param evenSuppressed true when the tenant brings that subject back knowingly: its suppression
   *     is lifted
   */
  record Create(Contact contact, boolean evenSuppressed) implements Change {
    public Create(Contact contact) {
      this(contact, false);
    }
  }

  /**
   * Replaces a contact, whatever its version; {@code suppressed} when it would get an erased
   * subject's e-mail address or telephone number that it has not yet.
   *
   * @param evenSuppressed as for {@link Create}
   */
  record Update(String id, Contact contact, boolean evenSuppressed) implements Change {
    public Update(String id, Contact contact) {
      this(id, contact, false);
    }
  }

  /** Replaces a contact that is of that version. */
  record Replace(String id, long version, Contact contact) implements Change {}

  /** Deletes a contact that is of that version, as {@link Contacts#delete} does. */
  record Delete(String id, long version) implements Change {}

  /** Nothing to be done, such as for a line that could not be read. */
  record Skip(String code, String message) implements Change {}

  /**
   * What came of one step: {@code id} and {@code version} of the contact (the last one, where it
   * was deleted), or the problem's code and message.
   */
  record Result(String id, long version, String code, String message) {
    public boolean done() {
      return code == null;
    }
  }

  /**
   * Applies changes in one transaction and with one audit entry; a change that is refused leaves
   * the others standing. Keys of deleted contacts are destroyed together, once that is committed.
   *
   * @param operation the operation's name for the audit log
   * @param alongside runs in the same transaction, with the results, before it commits; may be null
   * @return a result for each change, in order
   * @throws io.privity.api.encryption.EncryptionException {@code vault-unavailable} when all is
   *     committed, but the keys of deleted contacts are still there: they are destroyed later
   */
  List<Result> apply(
      Caller caller,
      String operation,
      List<? extends Change> changes,
      Consumer<List<Result>> alongside);

  /**
   * Hands over every contact of the tenant that the caller may use, in the order of their creation;
   * recorded as one export.
   */
  void export(Caller caller, String operation, Consumer<byte[]> sink);

  /**
   * Who has an e-mail address.
   *
   * @param ids the contacts that have it
   * @param withheld true when another has it whose data may not be used now: it is not to be
   *     created a second time
   */
  record Known(List<String> ids, boolean withheld) {}

  /**
   * Who has these e-mail addresses, without an audit entry: for imports. Takes one look for all of
   * them.
   *
   * @return by the address as it was given; nothing for an address that no contact has
   */
  Map<String, Known> knownByEmails(Caller caller, Collection<String> addresses);

  List<CustomField> customFields(Caller caller);

  /**
   * @throws ContactException {@code invalid-custom-field}, {@code custom-field-exists}
   */
  CustomField defineCustomField(Caller caller, CustomField field);
}
