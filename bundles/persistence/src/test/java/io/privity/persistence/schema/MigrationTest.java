// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import static io.privity.persistence.schema.TestChangelogs.BUNDLE;
import static io.privity.persistence.schema.TestChangelogs.FIRST;
import static io.privity.persistence.schema.TestChangelogs.changelog;
import static io.privity.persistence.schema.TestChangelogs.files;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.persistence.derby.ErrorSink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

public class MigrationTest {
  private static final String SECOND =
      """
      <changeSet id="2" author="t">
        <addColumn tableName="notes_page"><column name="written" type="bigint"/></addColumn>
      </changeSet>
      """;
  private static int databases;

  private EmbeddedDataSource source;

  @BeforeClass
  public static void quiet() {
    System.setProperty("derby.stream.error.method", ErrorSink.class.getName() + ".stream");
  }

  @Before
  public void open() throws SQLException {
    source = new EmbeddedDataSource();
    source.setDatabaseName("memory:migration" + databases++);
    source.setCreateDatabase("create");
    assertTrue(Migration.run(source, Changelog.own()));
  }

  @Test
  public void bytesLieInTheRowAndMayBeKeys() throws SQLException {
    Migration.run(
        source,
        changelog(
            """
            <changeSet id="1" author="t">
              <createTable tableName="notes_hash">
                <column name="hash" type="varbinary(32)"><constraints nullable="false" primaryKey="true"/></column>
              </createTable>
            </changeSet>
            """));
    try (Connection connection = source.getConnection();
        ResultSet columns = connection.getMetaData().getColumns(null, null, "NOTES_HASH", "HASH")) {
      assertTrue(columns.next());
      assertEquals("VARCHAR () FOR BIT DATA", columns.getString("TYPE_NAME"));
      assertEquals(32, columns.getInt("COLUMN_SIZE"));
    }
  }

  @Test
  public void runsOnceAndAgainOnlyWhenItChanged() throws SQLException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    assertFalse(Migration.run(source, Changelog.own()));
    assertTrue(Migration.run(source, changelog(FIRST)));
    assertFalse(Migration.run(source, changelog(FIRST)));
    execute("INSERT INTO notes_book VALUES ('a')");
    assertTrue(Migration.run(source, changelog(FIRST + SECOND)));
    execute("INSERT INTO notes_page (id, book, written) VALUES ('p', 'a', 1)");
    assertFalse(Migration.run(source, changelog(FIRST + SECOND)));
    assertSame(loader, Thread.currentThread().getContextClassLoader());
    try (Connection connection = source.getConnection()) {
      List<SchemaRegister.Entry> entries = SchemaRegister.list(connection);
      assertEquals(List.of(BUNDLE, Changelog.OWN), entries.stream().map(e -> e.bundle()).toList());
      assertEquals(List.of("NOTES_BOOK", "NOTES_PAGE"), entries.get(0).tables());
    }
  }

  @Test
  public void bundlesWithFilesOfTheSameNameDoNotMeet() throws SQLException {
    assertTrue(Migration.run(source, changelog(FIRST)));
    String other = FIRST.replace("notes_", "memos_");
    assertTrue(Migration.run(source, new Changelog("org.memos", "db/it.xml", files(other, ""))));
    execute("INSERT INTO memos_book VALUES ('a')");
  }

  @Test
  public void includedFilesCount() throws SQLException {
    String include = "<include file='parts/second.xml' relativeToChangelogFile='true'/>";
    assertTrue(
        Migration.run(source, new Changelog(BUNDLE, "db/it.xml", files(FIRST + include, SECOND))));
    execute("UPDATE notes_page SET written = 1");
    Changelog changed =
        new Changelog(BUNDLE, "db/it.xml", files(FIRST + include, SECOND + "<!-- -->"));
    assertNotEquals(
        new Changelog(BUNDLE, "db/it.xml", files(FIRST + include, SECOND)).sha256(),
        changed.sha256());
    assertTrue(Migration.run(source, changed));
  }

  @Test
  public void aBrokenChangelogIsNamedAndRunsOnceItIsMended() throws SQLException {
    String broken =
        "<changeSet id='2' author='t'><sql>UPDATE nowhere SET x = 'Zaphod'</sql></changeSet>";
    MigrationException failure =
        assertThrows(
            MigrationException.class, () -> Migration.run(source, changelog(FIRST + broken)));
    assertTrue(failure.getMessage(), failure.getMessage().contains(BUNDLE));
    assertFalse(failure.getMessage(), failure.getMessage().contains("Zaphod"));
    assertThrows(MigrationException.class, () -> Migration.run(source, changelog("<changeSet")));
    assertTrue(Migration.run(source, changelog(FIRST + SECOND)));
    try (Connection connection = source.getConnection()) {
      assertEquals(
          List.of("NOTES_BOOK", "NOTES_PAGE"), SchemaRegister.list(connection).get(0).tables());
    }
  }

  @Test
  public void aLockThatACrashLeftDoesNotStopIt() throws SQLException {
    execute("UPDATE databasechangeloglock SET locked = TRUE, lockedby = 'gone'");
    assertTrue(Migration.run(source, changelog(FIRST)));
  }

  @Test
  public void droppedTablesAreGoneAndComeBackEmpty() throws SQLException {
    Migration.run(source, changelog(FIRST));
    execute("INSERT INTO notes_book VALUES ('a')");
    try (Connection connection = source.getConnection()) {
      assertEquals(List.of("NOTES_BOOK", "NOTES_PAGE"), SchemaRegister.drop(connection, BUNDLE));
      assertEquals(1, SchemaRegister.list(connection).size());
    }
    assertThrows(SQLException.class, () -> execute("DELETE FROM notes_book"));
    assertTrue(Migration.run(source, changelog(FIRST)));
    execute("INSERT INTO notes_book VALUES ('a')");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
