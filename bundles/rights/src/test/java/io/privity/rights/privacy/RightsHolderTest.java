// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.privacy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Subject;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.State;
import io.privity.rights.request.DeclaredRequests;
import io.privity.rights.request.RequestOffice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

public class RightsHolderTest {
  private final RequestOffice office = new RequestOffice();
  private final Subject ada = office.subject();
  private final RightsHolder holder =
      new RightsHolder(
          List.of(
              new DeclaredRequests(
                  office.sql,
                  office.rows,
                  office.linkRows,
                  office.file,
                  office.strangers,
                  office.json)));

  @Test
  public void theHolderWaitsForEveryPart() throws Exception {
    Path components =
        Path.of(RightsHolder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("OSGI-INF");
    int parts = 0;
    try (Stream<Path> files = Files.list(components)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String provided = "<provide interface=\"" + Declared.class.getName() + "\"/>";
        parts += Files.readString(file).contains(provided) ? 1 : 0;
      }
    }
    assertEquals(RightsHolder.TOPICS, parts);
  }

  @Test
  public void everyColumnIsDescribed() throws Exception {
    for (Declaration.Table table : holder.describe().tables()) {
      Set<String> described =
          table.columns().stream()
              .map(Declaration.Column::name)
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(table.name(), columns(table.name()), described);
      assertTrue(table.name().startsWith(holder.describe().prefix()));
    }
  }

  private Set<String> columns(String table) throws Exception {
    Set<String> names = new TreeSet<>();
    try (Connection connection = office.store.dataSource().getConnection();
        ResultSet columns =
            connection.getMetaData().getColumns(null, null, table.toUpperCase(Locale.ROOT), null)) {
      while (columns.next()) {
        names.add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  @Test
  public void theSubjectReadsItsRequestsUntilItIsErased() throws Exception {
    String id = office.verified(RequestKind.ACCESS, ada).id();
    office.receive(RequestKind.ACCESS, office.subject());
    List<Datum> data = holder.export(office.caller, ada);
    assertEquals(List.of("rights:request/" + id), data.stream().map(Datum::id).toList());
    var json = new ObjectMapper().readTree(data.get(0).json());
    assertEquals("the note", json.path("note").asText());
    assertEquals("passport seen", json.path("identity").path("how").asText());
    assertEquals(
        List.of(), holder.export(office.keyring.caller(office.caller.tenant()), office.subject()));

    office.keyring.puncture(office.caller, ada.leaf());
    holder.erase(office.caller, ada);
    holder.erase(office.caller, ada);
    assertEquals(List.of(), holder.export(office.caller, ada));
    assertEquals(State.IN_PROGRESS, office.read(id).state());
    assertEquals(ada.id(), office.read(id).contact());
  }

  @Test
  public void aTenantsRowsAreHandedOverAndDropped() throws Exception {
    String id = office.receive(RequestKind.ACCESS, ada).id();
    Caller other = office.keyring.caller();
    List<byte[]> handed = new ArrayList<>();
    holder.exportTenant(other, handed::add);
    assertEquals(0, handed.size());
    holder.exportTenant(office.caller, handed::add);
    assertEquals(id, new ObjectMapper().readTree(handed.get(0)).path("id").asText());
    holder.eraseTenant(other.tenant());
    assertFalse(office.rows.ids(office.caller.tenant()).isEmpty());
    holder.eraseTenant(office.caller.tenant());
    assertEquals(List.of(), office.rows.ids(office.caller.tenant()));
  }
}
