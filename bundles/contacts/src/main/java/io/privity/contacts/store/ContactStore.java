// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import io.privity.api.persistence.Schema;
import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.EmFunction;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of this bundle. What changes them runs inside {@link Transactions#call}; failures come
 * as {@link StoreException}. Thread-safe.
 */
@Component(service = ContactStore.class)
public final class ContactStore {
  private static final int FETCH = 500;
  private static final String SCAN =
      "SELECT id, leaf, version, sealed FROM contacts_contact WHERE tenant = ? ORDER BY id";
  private static final String PAGE =
      "SELECT id, leaf, version, sealed FROM contacts_contact WHERE tenant = ? AND id > ?"
          + " ORDER BY id FETCH FIRST "
          + FETCH
          + " ROWS ONLY";
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final JpaTemplate jpa;
  private final DataSource source;
  private final Transactions transactions;

  @Activate
  public ContactStore(
      @Reference(target = "(osgi.unit.name=contacts)") JpaTemplate jpa,
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference Transactions transactions,
      @Reference(target = "(bundle=io.privity.contacts)") Schema schema) {
    this.jpa = jpa;
    this.source = source;
    this.transactions = transactions;
  }

  /** Inserts contacts in batches. */
  public void insert(UUID tenant, List<SealedContact> contacts, long now) {
    run(
        em -> {
          for (SealedContact contact : contacts) {
            em.persist(new ContactRow(tenant, contact, now));
          }
          em.flush();
          return null;
        });
  }

  /**
   * @return false when the row has another version, or is gone
   */
  public boolean replace(UUID tenant, SealedContact contact, long version, long now) {
    return run(
            em ->
                em.createNamedQuery("contact.replace")
                    .setParameter("next", contact.version())
                    .setParameter("updated", now)
                    .setParameter("sealed", contact.sealed())
                    .setParameter("tenant", tenant.toString())
                    .setParameter("id", contact.id().toString())
                    .setParameter("version", version)
                    .executeUpdate())
        == 1;
  }

  /**
   * Deletes a contact and notes its leaf for puncturing.
   *
   * @return false when the row has another version, or is gone
   */
  public boolean delete(UUID tenant, UUID id, long version, long leaf) {
    return run(
        em -> {
          int deleted =
              em.createNamedQuery("contact.delete")
                  .setParameter("tenant", tenant.toString())
                  .setParameter("id", id.toString())
                  .setParameter("version", version)
                  .executeUpdate();
          if (deleted == 1) {
            em.persist(new ShredRow(tenant, leaf));
          }
          return deleted == 1;
        });
  }

  /** Deletes a row whose leaf is punctured. */
  public void deleteErased(UUID tenant, UUID id, long leaf) {
    run(
        em ->
            em.createNamedQuery("contact.deleteErased")
                .setParameter("tenant", tenant.toString())
                .setParameter("id", id.toString())
                .setParameter("leaf", leaf)
                .executeUpdate());
  }

  public Optional<SealedContact> find(UUID tenant, UUID id) {
    return run(
        em ->
            Optional.ofNullable(
                    em.find(ContactRow.class, new ContactKey(tenant.toString(), id.toString())))
                .map(ContactRow::toSealed));
  }

  /**
   * Hands over all contacts of a tenant, as committed, in the order of their ids, without holding
   * more than a few in memory. Keeps a connection until it is done.
   */
  public void scan(UUID tenant, Consumer<SealedContact> sink) {
    read(
        SCAN,
        query -> {
          query.setString(1, tenant.toString());
          query.setFetchSize(FETCH);
        },
        sink);
  }

  /**
   * Some contacts of a tenant, in the order of their ids.
   *
   * @param after the last id of the page before; null for the first
   * @return an empty list at the end
   */
  public List<SealedContact> page(UUID tenant, UUID after) {
    List<SealedContact> page = new ArrayList<>(FETCH);
    read(
        PAGE,
        query -> {
          query.setString(1, tenant.toString());
          query.setString(2, (after == null ? BEFORE_ALL : after).toString());
        },
        page::add);
    return page;
  }

  public List<CustomFieldRow> customFields(UUID tenant) {
    return run(
        em ->
            em.createNamedQuery("customField.ofTenant", CustomFieldRow.class)
                .setParameter("tenant", tenant.toString())
                .getResultList());
  }

  /**
   * @throws StoreException {@code duplicate-key} when the tenant has such a field
   */
  public void insert(CustomFieldRow field) {
    run(
        em -> {
          em.persist(field);
          em.flush();
          return null;
        });
  }

  /** The leaves that may still have to be punctured. */
  public List<PendingShred> pendingShreds() {
    return run(
        em ->
            em.createNamedQuery("shred.all", ShredRow.class).getResultList().stream()
                .map(ShredRow::toPending)
                .toList());
  }

  /** Forgets leaves that are punctured. */
  public void shredded(List<PendingShred> done) {
    run(
        em -> {
          for (PendingShred shred : done) {
            em.createNamedQuery("shred.done")
                .setParameter("tenant", shred.tenant().toString())
                .setParameter("leaf", shred.leaf())
                .executeUpdate();
          }
          return null;
        });
  }

  private interface Preparation {
    void prepare(PreparedStatement query) throws SQLException;
  }

  /** Plain JDBC, apart from any open transaction: entities would only cost time here. */
  private void read(String sql, Preparation preparation, Consumer<SealedContact> sink) {
    transactions.apart(
        () -> {
          try (Connection connection = source.getConnection();
              PreparedStatement query = connection.prepareStatement(sql)) {
            preparation.prepare(query);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                UUID id = UUID.fromString(rows.getString(1));
                sink.accept(
                    new SealedContact(id, rows.getLong(2), rows.getLong(3), rows.getBytes(4)));
              }
            }
          }
          return null;
        });
  }

  private <T> T run(EmFunction<T> work) {
    try {
      return jpa.txExpr(TransactionType.Required, work);
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  /** What the database refused, in our terms; a mistake of ours stays what it is. */
  private static RuntimeException failure(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        boolean duplicate = sql.getSQLState() != null && sql.getSQLState().startsWith("23");
        return duplicate ? StoreException.duplicate(e) : StoreException.unavailable(e);
      }
    }
    return e;
  }
}
