// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.privacy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import io.privity.api.privacy.Subject;
import io.privity.contacts.TestContacts;
import io.privity.contacts.exchange.ImportReports;
import io.privity.contacts.exchange.ImportView;
import io.privity.contacts.exchange.format.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

/** What imports keep of a subject is in its export, and goes with it. */
public class ImportTracesTest {
  private static final String ADA = "ada@example.org";

  private final HolderDesk at = new HolderDesk();

  @After
  public void close() {
    at.close();
  }

  private Subject ada() {
    return at.create(TestContacts.contact("Ada", ADA, "+44 20 7946 0000", List.of("old")));
  }

  private String imported(String file) throws IOException {
    String id = at.imports.accept(Format.CSV, file);
    at.imports.run(id);
    return id;
  }

  private long rows(String table) {
    return at.imports
        .sql
        .list(
            "SELECT COUNT(*) FROM " + table + " WHERE tenant = ?",
            row -> row.getLong(1),
            at.desk.caller.tenant().toString())
        .get(0);
  }

  /** The rejected rows of an import as they stood in the file. */
  private List<List<String>> raw(String id) throws IOException {
    List<List<String>> raw = new ArrayList<>();
    at.imports.reports.rejects(at.desk.caller, id, reject -> raw.add(reject.raw()));
    return raw;
  }

  @Test
  public void whatAnImportReplacedAndRejectedIsExported() throws IOException {
    Subject ada = ada();
    String id =
        imported(
            "Name,Email,Tags,Birthday\n"
                + "Ada K,ada@example.org,new,\n"
                + "Ada L,Ada@Example.org,,soon\n");
    Map<String, String> parts = at.export(ada);
    String before = parts.get("before/" + id + "/2");
    assertNotNull(parts.keySet().toString(), before);
    assertTrue(before, before.contains("\"tags\":[\"old\"]"));
    assertEquals(
        "[\"Ada L\",\"Ada@Example.org\",\"\",\"soon\"]", parts.get("rejected/" + id + "/0"));
    Subject bo = at.create(TestContacts.contact("Bo", "bo@example.org", null, null));
    assertTrue(at.export(bo).keySet().stream().noneMatch(part -> part.contains("/")));
  }

  @Test
  public void aRevertBringsNobodyBack() throws IOException {
    Subject ada = ada();
    String id = imported("Name,Email,Tags\nAda K,ada@example.org,new\nBo,bo@example.org,\n");
    at.erase(ada);
    assertEquals(0, rows("contacts_import_before"));
    ImportView view = at.imports.revert(id);
    assertEquals("reverted", view.state());
    assertEquals(Long.valueOf(1), view.undone());
    assertEquals(Long.valueOf(1), view.skipped());
    assertEquals(List.of(), at.imports.names());
    assertTrue(at.subjects.find(at.rights, ada.id()).isEmpty());
  }

  @Test
  public void aRevertBetweenPunctureAndRowsBringsNobodyBackEither() throws IOException {
    Subject ada = ada();
    String id = imported("Name,Email,Tags\nAda K,ada@example.org,new\n");
    at.desk.keyring.puncture(at.rights, ada.leaf());
    assertEquals(1, rows("contacts_import_before"));
    assertEquals(
        "what is there opens no more", 0, at.imports.before.of(at.rights, ada.id()).size());
    assertEquals(Long.valueOf(1), at.imports.revert(id).skipped());
    at.holder.erase(at.rights, ada);
    assertEquals(List.of(), at.imports.names());
  }

  @Test
  public void aRejectedRowGoesWithWhomItMentions() throws IOException {
    Subject ada = ada();
    String id =
        imported(
            "Name,Email,Phone,Birthday\n"
                + "Ada,ADA@example.org,,soon\n"
                + "Bo,bo@example.org,,soon\n"
                + "Countess,,0044 (0)20 7946-0000,soon\n"
                + "Nobody,,,soon\n");
    assertEquals(4, raw(id).size());
    record Row(long leaf, byte[] sealed) {}
    Row copy =
        at.imports
            .sql
            .list(
                "SELECT leaf, sealed FROM contacts_import_reject WHERE import_id = ? AND seq = 0",
                row -> new Row(row.getLong(1), row.getBytes(2)),
                id)
            .get(0);
    at.erase(ada);
    assertEquals(List.of("Bo", "Nobody"), raw(id).stream().map(cells -> cells.get(0)).toList());
    assertEquals(List.of("3 invalid-date", "5 invalid-date"), at.imports.rejects(id));
    assertEquals(1, rows("contacts_import_mention"));
    assertTrue(at.desk.keyring.isPunctured(at.rights.tenant(), copy.leaf()));
    at.imports.sql.update(
        "INSERT INTO contacts_import_reject (tenant, import_id, seq, part, leaf, sealed)"
            + " VALUES (?, ?, 0, 0, ?, ?)",
        at.rights.tenant().toString(),
        id,
        copy.leaf(),
        copy.sealed());
    assertEquals("a copy from before opens no more", 2, raw(id).size());
  }

  @Test
  public void aPageOfRejectsGoesOnBehindErasedRows() throws IOException {
    Subject ada = ada();
    StringBuilder file = new StringBuilder("Name,Email,Birthday\n");
    for (int i = 0; i < 7; i++) {
      file.append("N").append(i).append(i % 3 == 0 ? ",ada@example.org,soon\n" : ",,soon\n");
    }
    String id = imported(file.toString());
    at.erase(ada);
    List<Long> lines = new ArrayList<>();
    int pages = 0;
    for (long from = 0; from >= 0; pages++) {
      ImportReports.Rejected page = at.imports.reports.rejects(at.desk.caller, id, from, 2);
      page.lines().forEach(reject -> lines.add(reject.line()));
      from = page.next();
    }
    assertEquals(4, pages);
    assertEquals(List.of(3L, 4L, 6L, 7L), lines);
  }

  @Test
  public void anImportUnderWayKeepsNothingOfWhoIsErasedMeanwhile() throws IOException {
    Subject ada = ada();
    String id =
        at.imports.accept(
            Format.CSV,
            "Name,Email,Birthday\nAda,ada@example.org,\nAda,ada@example.org,soon\nBo,,\n");
    at.erase(ada);
    ImportView view = at.imports.run(id);
    assertEquals(1, view.created());
    assertEquals(List.of("2 suppressed", "3 invalid-date"), at.imports.rejects(id));
    assertEquals(List.of(List.of(), List.of()), raw(id));
    assertEquals(List.of("Bo"), at.imports.names());
    assertEquals(0, rows("contacts_import_mention"));
  }

  @Test
  public void aRowOfMorePeopleThanCanBeNotedIsNotKept() throws IOException {
    StringBuilder notes = new StringBuilder();
    for (int i = 0; i < 1_001; i++) {
      notes.append("p").append(i).append("@example.org ");
    }
    String id = imported("Name,Email,Notes\nAda,ada@," + notes + "\n");
    assertEquals(List.of(List.of()), raw(id));
    assertEquals(0, rows("contacts_import_mention"));
  }

  @Test
  public void aLongRowIsKeptWhole() throws IOException {
    String notes = "語".repeat(30_000);
    String id = imported("Name,Email,Notes\nAda,ada@,x" + notes + "\nBo,bo@,\n");
    assertEquals("x" + notes, raw(id).get(0).get(2));
    assertEquals(2, raw(id).size());
    assertTrue(rows("contacts_import_reject") > 3);
  }

  @Test
  public void aReportGoesWithAllThatItKept() throws IOException {
    Subject ada = ada();
    String id = imported("Name,Email,Tags,Birthday\nA,ada@example.org,t,\nA,ada@example.org,,x\n");
    assertEquals(1, rows("contacts_import_before"));
    at.imports.expire(id);
    for (String table :
        List.of(
            "contacts_import_before",
            "contacts_import_reject",
            "contacts_import_mention",
            "contacts_import_piece")) {
      assertEquals(table, 0, rows(table));
    }
    assertTrue(at.export(ada).keySet().stream().noneMatch(part -> part.contains("/")));
  }
}
