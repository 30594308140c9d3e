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
 * answers as if other tenants did not exist. Thread-safe.
 */
@ProviderType
public interface Contacts {

  /**
   * Creates a contact.
   *
   * @param contact {@code id}, {@code createdAt} and {@code updatedAt} are ignored
   * @return the contact as it is kept
   * @throws ContactException {@code invalid-contact} (member {@code property})
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
  sealed interface Change permits Create, Update, Skip {}

  record Create(Contact contact) implements Change {}

  /** Replaces a contact, whatever its version. */
  record Update(String id, Contact contact) implements Change {}

  /** Nothing to be done, such as for a line that could not be read. */
  record Skip(String code, String message) implements Change {}

  /**
   * What came of one step: {@code id} and {@code version} of the contact, or the problem's code and
   * message.
   */
  record Result(String id, long version, String code, String message) {
    public boolean done() {
      return code == null;
    }
  }

  /**
   * Applies changes in one transaction and with one audit entry; a change that is refused leaves
   * the others standing.
   *
   * @param operation the operation's name for the audit log
   * @param alongside runs in the same transaction, with the results, before it commits; may be null
   * @return a result for each change, in order
   */
  List<Result> apply(
      Caller caller,
      String operation,
      List<? extends Change> changes,
      Consumer<List<Result>> alongside);

  /**
   * Hands over every contact of the tenant, in the order of their creation; recorded as one export.
   */
  void export(Caller caller, String operation, Consumer<byte[]> sink);

  /**
   * The ids of the contacts that have these e-mail addresses, without an audit entry: for imports.
   * Takes one look for all of them.
   *
   * @return ids by the address as it was given; nothing for an address that no contact has
   */
  Map<String, List<String>> idsByEmails(Caller caller, Collection<String> addresses);

  List<CustomField> customFields(Caller caller);

  /**
   * @throws ContactException {@code invalid-custom-field}, {@code custom-field-exists}
   */
  CustomField defineCustomField(Caller caller, CustomField field);
}
