// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.store;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Packages in pieces, sealed. */
@Component(service = PackageStore.class)
public final class PackageStore {
  /** A piece. */
  public record Piece(int seq, long leaf, long made, byte[] sealed) {}

  private final Sql sql;

  @Activate
  public PackageStore(@Reference Sql sql) {
    this.sql = sql;
  }

  /** Puts a package in place of any that the request had. */
  public void replace(UUID tenant, String request, List<Piece> pieces) {
    sql.in(
        () -> {
          sql.update(
              "DELETE FROM rights_package WHERE tenant = ? AND request = ?",
              tenant.toString(),
              request);
          for (Piece piece : pieces) {
            sql.update(
                "INSERT INTO rights_package (tenant, request, seq, leaf, made, sealed)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                tenant.toString(),
                request,
                piece.seq(),
                piece.leaf(),
                piece.made(),
                piece.sealed());
          }
          return null;
        });
  }

  /** A package's pieces in their order; none when there is no package. */
  public List<Piece> of(UUID tenant, String request) {
    return sql.list(
        "SELECT seq, leaf, made, sealed FROM rights_package WHERE tenant = ? AND request = ?"
            + " ORDER BY seq",
        row -> new Piece(row.getInt(1), row.getLong(2), row.getLong(3), row.getBytes(4)),
        tenant.toString(),
        request);
  }

  /** Removes what was made before a time, whatever the tenant. */
  public int expire(long before) {
    return sql.update("DELETE FROM rights_package WHERE made < ?", before);
  }

  public void erase(UUID tenant, long leaf) {
    sql.update("DELETE FROM rights_package WHERE tenant = ? AND leaf = ?", tenant.toString(), leaf);
  }
}
