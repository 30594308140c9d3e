// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.Before;
import org.junit.Test;

public class StoreTablesTest {
  private static int databases;

  private EmbeddedDataSource source;

  @Before
  public void open() throws SQLException {
    source = new EmbeddedDataSource();
    source.setDatabaseName("memory:storetables" + databases++);
    source.setCreateDatabase("create");
    Migration.run(source, Changelog.own());
  }

  @Test
  public void aTableIsTheBundlesWhoseChangelogMadeIt() throws SQLException {
    Migration.run(source, TestChangelogs.changelog(TestChangelogs.FIRST));
    Map<String, Tables.Table> tables = tables();
    assertEquals(
        new Tables.Table(
            "notes_page",
            TestChangelogs.BUNDLE,
            List.of(
                new Tables.Column("id", false),
                new Tables.Column("book", false),
                new Tables.Column("sealed", true),
                new Tables.Column("scan", true))),
        tables.get("notes_page"));
  }

  @Test
  public void liquibasesTablesAreThisBundles() {
    Map<String, Tables.Table> tables = tables();
    assertEquals(
        List.of(
            "databasechangelog",
            "databasechangeloglock",
            "persistence_changelog",
            "persistence_table",
            "persistence_vault"),
        tables.keySet().stream().sorted().toList());
    assertTrue(tables.values().stream().allMatch(table -> table.bundle().equals(Changelog.OWN)));
  }

  @Test
  public void readsTheSchemaAsItIsNow() throws SQLException {
    assertTrue(tables().get("by_hand") == null);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE by_hand (note VARCHAR(20))");
      statement.execute("CREATE VIEW seen AS SELECT note FROM by_hand");
    }
    assertEquals(
        new Tables.Table("by_hand", "", List.of(new Tables.Column("note", false))),
        tables().get("by_hand"));
    assertTrue(tables().get("seen") == null);
  }

  @Test
  public void aStoreThatDoesNotAnswerIsSaid() {
    source.setDatabaseName("memory:nowhere");
    source.setCreateDatabase("no");
    assertThrows(StoreException.class, () -> new StoreTables(source).all());
  }

  private Map<String, Tables.Table> tables() {
    return new StoreTables(source)
        .all().stream().collect(Collectors.toMap(Tables.Table::name, table -> table));
  }
}
