// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.gate;

import io.privity.api.gate.Finding;
import io.privity.api.gate.Finding.Code;
import io.privity.api.persistence.Tables;
import io.privity.api.privacy.Declaration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the tables of a bundle and its declaration agree.
 *
 * @param bundle the symbolic name; empty for tables that are nobody's
 * @param columns how many columns its tables have
 * @param classified how many of them the declaration describes
 * @param findings the columns that nobody describes first
 */
public record Classification(
    String bundle, int tables, int columns, int classified, List<Finding> findings) {

  public Classification {
    findings = List.copyOf(findings);
  }

  /**
   * Compares.
   *
   * @param declarations what the holders that are here say, by their bundle
   * @return one for each bundle that has tables or a holder, by name
   */
  public static SortedMap<String, Classification> of(
      List<Tables.Table> tables, Map<String, List<Declaration>> declarations) {
    Map<String, List<Tables.Table>> owned =
        tables.stream().collect(Collectors.groupingBy(table -> owner(table, declarations)));
    SortedSet<String> bundles = new TreeSet<>(declarations.keySet());
    bundles.addAll(owned.keySet());
    SortedMap<String, Classification> all = new TreeMap<>();
    for (String bundle : bundles) {
      List<Tables.Table> own = owned.getOrDefault(bundle, List.of());
      all.put(bundle, of(bundle, own, declarations.getOrDefault(bundle, List.of())));
    }
    return all;
  }

  /** A table that a crash kept out of the register is the bundle's whose prefix it has. */
  private static String owner(Tables.Table table, Map<String, List<Declaration>> declarations) {
    if (!table.bundle().isEmpty()) {
      return table.bundle();
    }
    return declarations.entrySet().stream()
        .filter(e -> e.getValue().stream().anyMatch(d -> Comparison.covers(d, table.name())))
        .map(Map.Entry::getKey)
        .min(String::compareTo)
        .orElse("");
  }

  private static Classification of(
      String bundle, List<Tables.Table> tables, List<Declaration> declarations) {
    int columns = tables.stream().mapToInt(table -> table.columns().size()).sum();
    int classified = 0;
    List<Finding> findings;
    if (declarations.isEmpty()) {
      findings =
          tables.stream()
              .map(table -> Finding.ofTable(bundle, Code.NO_HOLDER, table.name()))
              .toList();
    } else if (declarations.size() > 1) {
      findings = List.of(Finding.ofTable(bundle, Code.MANY_HOLDERS, ""));
    } else {
      Comparison comparison = new Comparison(bundle, tables, declarations.get(0));
      classified = comparison.classified();
      findings = comparison.findings();
    }
    return new Classification(bundle, tables.size(), columns, classified, findings);
  }
}
