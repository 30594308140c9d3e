// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Tables;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the catalogue of the store's schema, and in the register whose each table is. */
@Component(service = Tables.class)
public final class StoreTables implements Tables {
  // whatever keeps rows; PostgreSQL tells the three apart
  private static final String[] KINDS = {"TABLE", "PARTITIONED TABLE", "MATERIALIZED VIEW"};
  private static final Set<Integer> BINARY =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

  private final DataSource source;

  @Activate
  public StoreTables(@Reference(target = "(osgi.jndi.service.name=privity)") DataSource source) {
    this.source = source;
  }

  @Override
  public List<Table> all() {
    try (Connection connection = source.getConnection()) {
      Map<String, String> owners = SchemaRegister.owners(connection);
      List<Table> tables = new ArrayList<>();
      columns(connection)
          .forEach(
              (name, columns) ->
                  tables.add(new Table(lower(name), owners.getOrDefault(name, ""), columns)));
      return tables;
    } catch (SQLException e) {
      throw StoreException.unavailable(e);
    }
  }

  private static Map<String, List<Column>> columns(Connection connection) throws SQLException {
    DatabaseMetaData catalogue = connection.getMetaData();
    Map<String, List<Column>> columns = new TreeMap<>();
    try (ResultSet rows = catalogue.getTables(null, connection.getSchema(), "%", KINDS)) {
      while (rows.next()) {
        columns.put(rows.getString("TABLE_NAME"), new ArrayList<>());
      }
    }
    try (ResultSet rows = catalogue.getColumns(null, connection.getSchema(), "%", "%")) {
      while (rows.next()) {
        List<Column> table = columns.get(rows.getString("TABLE_NAME"));
        if (table != null) {
          table.add(
              new Column(
                  lower(rows.getString("COLUMN_NAME")), BINARY.contains(rows.getInt("DATA_TYPE"))));
        }
      }
    }
    return columns;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
