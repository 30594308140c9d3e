// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.gate;

import static io.privity.api.privacy.Declaration.plain;
import static io.privity.api.privacy.Declaration.withSubject;
import static org.junit.Assert.assertEquals;

import io.privity.api.gate.Finding;
import io.privity.api.persistence.Tables;
import io.privity.api.privacy.Declaration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ClassificationTest {
  private static final String LOYALTY = "com.example.loyalty";
  private static final Tables.Table EVENT =
      table("loyalty_event", LOYALTY, "id", "points", "note*");
  private static final Declaration.Table DESCRIBED =
      Declaration.Table.of(
          "loyalty_event",
          "Points for a contact",
          plain("id", "random"),
          plain("points", "a number"),
          withSubject("note", "loyalty", "loyalty"));

  @Test
  public void allIsDescribed() {
    Classification found = loyalty(List.of(EVENT), DESCRIBED);
    assertEquals(List.of(), sentences(found));
    assertEquals(new Classification(LOYALTY, 1, 3, 3, List.of()), found);
  }

  @Test
  public void aColumnThatNobodyDescribesIsNamed() {
    Classification found =
        loyalty(
            List.of(table("loyalty_event", LOYALTY, "id", "points", "note*", "hint")), DESCRIBED);
    assertEquals(
        List.of(Finding.ofColumn(LOYALTY, Finding.Code.NOT_CLASSIFIED, "loyalty_event", "hint")),
        found.findings());
    assertEquals(3, found.classified());
    assertEquals(4, found.columns());
  }

  @Test
  public void soIsEachColumnOfATableThatNobodyDescribes() {
    Classification found =
        loyalty(List.of(EVENT, table("loyalty_tier", LOYALTY, "id", "name")), DESCRIBED);
    assertEquals(
        List.of("loyalty_tier.id is not classified", "loyalty_tier.name is not classified"),
        sentences(found));
  }

  @Test
  public void aColumnThatIsGoneIsNamed() {
    Classification found =
        loyalty(List.of(table("loyalty_event", LOYALTY, "id", "note*")), DESCRIBED);
    assertEquals(
        List.of("loyalty_event.points is classified, and does not exist"), sentences(found));
    assertEquals(2, found.classified());
  }

  @Test
  public void personalDataIsBinary() {
    Classification found =
        loyalty(List.of(table("loyalty_event", LOYALTY, "id", "points", "note")), DESCRIBED);
    assertEquals(
        List.of("loyalty_event.note holds personal data, and is not binary"), sentences(found));
  }

  @Test
  public void aColumnThatIsDescribedAsBothIsPersonal() {
    Classification found =
        loyalty(
            List.of(table("loyalty_event", LOYALTY, "note")),
            Declaration.Table.of(
                "loyalty_event",
                "",
                withSubject("note", "loyalty", "loyalty"),
                plain("note", "no")));
    assertEquals(
        List.of("loyalty_event.note holds personal data, and is not binary"), sentences(found));
  }

  @Test
  public void tablesWithoutAHolderAreNamed() {
    assertEquals(
        List.of(Finding.ofTable(LOYALTY, Finding.Code.NO_HOLDER, "loyalty_event")),
        Classification.of(List.of(EVENT), Map.of()).get(LOYALTY).findings());
  }

  @Test
  public void aBundleHasOneHolder() {
    Declaration declaration = new Declaration("loyalty_", Map.of(), List.of(DESCRIBED));
    Classification found =
        Classification.of(List.of(EVENT), Map.of(LOYALTY, List.of(declaration, declaration)))
            .get(LOYALTY);
    assertEquals(
        List.of("com.example.loyalty has more than one personal-data holder"), sentences(found));
  }

  @Test
  public void tablesBeginWithTheBundlesPrefix() {
    Classification found =
        loyalty(
            List.of(EVENT, table("contacts_extra", LOYALTY, "id")),
            DESCRIBED,
            Declaration.Table.of("contacts_extra", "", plain("id", "random")));
    assertEquals(List.of("contacts_extra lies outside of its bundle's prefix"), sentences(found));
  }

  @Test
  public void nobodyDescribesTheTablesOfAnother() {
    Map<String, Classification> found =
        Classification.of(
            List.of(EVENT, table("other_event", "com.example.other", "id")),
            Map.of(
                LOYALTY,
                List.of(
                    new Declaration(
                        "loyalty_",
                        Map.of(),
                        List.of(
                            DESCRIBED,
                            Declaration.Table.of("other_event", "", plain("id", "random")))))));
    assertEquals(
        List.of(
            "other_event.id is classified, and does not exist",
            "other_event lies outside of its bundle's prefix"),
        sentences(found.get(LOYALTY)));
    assertEquals(
        List.of("other_event has no personal-data holder"),
        sentences(found.get("com.example.other")));
  }

  @Test
  public void aPrefixThatWouldCoverEverythingCoversNothing() {
    for (String prefix : List.of("", "_", "loyalty")) {
      Classification found =
          Classification.of(
                  List.of(EVENT),
                  Map.of(LOYALTY, List.of(new Declaration(prefix, Map.of(), List.of(DESCRIBED)))))
              .get(LOYALTY);
      assertEquals(
          prefix, List.of("loyalty_event lies outside of its bundle's prefix"), sentences(found));
    }
  }

  @Test
  public void aTableThatIsNotInTheRegisterGoesByItsPrefix() {
    List<Tables.Table> tables =
        List.of(EVENT, table("loyalty_tier", "", "id"), table("by_hand", "", "id"));
    Map<String, Classification> found =
        Classification.of(
            tables,
            Map.of(LOYALTY, List.of(new Declaration("loyalty_", Map.of(), List.of(DESCRIBED)))));
    assertEquals(List.of("loyalty_tier.id is not classified"), sentences(found.get(LOYALTY)));
    assertEquals(List.of("by_hand has no personal-data holder"), sentences(found.get("")));
  }

  @Test
  public void liquibasesTablesAreThoseOfPersistenceAlone() {
    Declaration.Table log = Declaration.Table.of("databasechangelog", "", plain("id", "its id"));
    for (String prefix : List.of("persistence_", "loyalty_")) {
      Classification found =
          Classification.of(
                  List.of(table("databasechangelog", LOYALTY, "id")),
                  Map.of(LOYALTY, List.of(new Declaration(prefix, Map.of(), List.of(log)))))
              .get(LOYALTY);
      assertEquals(prefix, prefix.startsWith("loyalty") ? 1 : 0, found.findings().size());
    }
  }

  private static Classification loyalty(List<Tables.Table> tables, Declaration.Table... described) {
    return Classification.of(
            tables,
            Map.of(
                LOYALTY, List.of(new Declaration("loyalty_", Map.of(), Arrays.asList(described)))))
        .get(LOYALTY);
  }

  private static List<String> sentences(Classification found) {
    return found.findings().stream().map(Finding::sentence).toList();
  }

  /** A star marks a binary column. */
  static Tables.Table table(String name, String bundle, String... columns) {
    return new Tables.Table(
        name,
        bundle,
        Arrays.stream(columns)
            .map(column -> new Tables.Column(column.replace("*", ""), column.endsWith("*")))
            .toList());
  }
}
