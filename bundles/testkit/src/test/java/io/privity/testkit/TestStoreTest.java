// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.persistence.StoreException;
import io.privity.api.persistence.Transactions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.junit.Before;
import org.junit.Test;

public class TestStoreTest {
  private static final TestStore STORE = TestStore.migrated("db/notes.xml");
  private static final JpaTemplate JPA = STORE.jpa("notes");

  private final Transactions transactions = STORE.transactions();

  @Before
  public void clear() {
    STORE.clear();
  }

  private void write(int hash) {
    transactions.call(
        () -> {
          JPA.tx(manager -> manager.persist(new NoteRow(hash, "note " + hash)));
          return null;
        });
  }

  @Test
  public void theTypesAreThoseOfTheProduct() throws SQLException {
    assertEquals("io.privity.notes", STORE.schema().bundle());
    try (Connection connection = STORE.dataSource().getConnection();
        ResultSet hash = connection.getMetaData().getColumns(null, null, "NOTES_NOTE", "HASH")) {
      assertTrue(hash.next());
      assertEquals("VARCHAR () FOR BIT DATA", hash.getString("TYPE_NAME"));
    }
  }

  @Test
  public void whatABundleWritesTogetherRollsBackTogether() {
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.call(
                () -> {
                  write(1);
                  STORE.update("INSERT INTO notes_file (id) VALUES (1)");
                  throw new IllegalStateException();
                }));
    assertEquals(0, STORE.count("notes_note"));
    assertEquals(0, STORE.count("notes_file"));
  }

  @Test
  public void aTemplateInsideAnotherSharesItsManager() {
    transactions.call(
        () ->
            JPA.txExpr(
                outer -> {
                  JPA.tx(inner -> inner.persist(new NoteRow(1, "seen")));
                  assertEquals("seen", outer.find(NoteRow.class, new byte[] {1}).words);
                  return null;
                }));
    assertThrows(
        IllegalStateException.class, () -> JPA.tx(TransactionType.RequiresNew, manager -> {}));
  }

  @Test
  public void aDumpShowsTextAndBytes() {
    write('H');
    byte[] content = "content".getBytes(StandardCharsets.US_ASCII);
    STORE.update("INSERT INTO notes_file (id, content) VALUES (?, ?)", 7, content);
    assertEquals("7\ncontent\nH\nnote 72\n", STORE.dump());
    STORE.clear();
    assertEquals("", STORE.dump());
  }

  @Test
  public void aCommitFailsOnItsThreadOnly() throws InterruptedException {
    STORE.faults().failNextCommit();
    Thread other = new Thread(() -> write(1));
    other.start();
    other.join();
    assertThrows(StoreException.class, () -> write(2));
    assertEquals(1, STORE.count("notes_note"));
    write(2);
    assertEquals(2, STORE.count("notes_note"));
  }

  @Test
  public void aLostAnswerKeepsWhatWasCommitted() {
    AtomicInteger acted = new AtomicInteger();
    STORE.faults().afterCommit(Faults.FAIL);
    assertThrows(
        StoreException.class,
        () ->
            transactions.call(
                () -> {
                  write(1);
                  transactions.afterCommit(acted::incrementAndGet);
                  return null;
                }));
    assertEquals(1, STORE.count("notes_note"));
    assertEquals(0, acted.get());
  }

  @Test
  public void oneStatementFails() {
    STORE.faults().failStatement(1);
    write(1);
    assertThrows(RuntimeException.class, () -> write(2));
    write(3);
    assertEquals(2, STORE.count("notes_note"));
  }

  @Test
  public void whatIsMissingIsNamed() {
    IllegalArgumentException changelog =
        assertThrows(IllegalArgumentException.class, () -> TestStore.migrated("db/none.xml"));
    assertTrue(changelog.getMessage(), changelog.getMessage().contains("db/none.xml"));
    IllegalArgumentException unit =
        assertThrows(IllegalArgumentException.class, () -> STORE.jpa("none"));
    assertTrue(unit.getMessage(), unit.getMessage().contains("none"));
  }
}
