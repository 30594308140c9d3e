// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.gate;

import io.privity.api.gate.Finding;
import io.privity.api.gate.Finding.Code;
import io.privity.api.persistence.Tables;
import io.privity.api.privacy.Declaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares the tables of one bundle with its one declaration. */
final class Comparison {
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]*_");
  private static final String OWN = "persistence_";

  /** The tables of Liquibase belong to this bundle, and have names of their own. */
  private static final Set<String> LIQUIBASE = Set.of("databasechangelog", "databasechangeloglock");

  private final String bundle;
  private final Declaration declaration;
  private final Map<String, Map<String, Tables.Column>> real = new TreeMap<>();
  private final Map<String, Set<String>> described = new HashMap<>();
  private final List<Finding> unclassified = new ArrayList<>();
  private final List<Finding> wrong = new ArrayList<>();
  private int classified;

  Comparison(String bundle, List<Tables.Table> tables, Declaration declaration) {
    this.bundle = bundle;
    this.declaration = declaration;
    for (Tables.Table table : tables) {
      Map<String, Tables.Column> columns = new TreeMap<>();
      table.columns().forEach(column -> columns.put(column.name(), column));
      real.put(table.name(), columns);
    }
    declaration.tables().forEach(this::compare);
    real.forEach(this::compare);
    placed();
  }

  /** Whether the table's name is one that the declaration claims. */
  static boolean covers(Declaration declaration, String table) {
    String prefix = declaration.prefix();
    return PREFIX.matcher(prefix).matches() && table.startsWith(prefix)
        || prefix.equals(OWN) && LIQUIBASE.contains(table);
  }

  private void compare(Declaration.Table table) {
    Map<String, Tables.Column> columns = real.getOrDefault(table.name(), Map.of());
    Set<String> names = described.computeIfAbsent(table.name(), name -> new TreeSet<>());
    for (Declaration.Column column : table.columns()) {
      names.add(column.name());
      Tables.Column there = columns.get(column.name());
      if (there == null) {
        wrong.add(Finding.ofColumn(bundle, Code.NO_SUCH_COLUMN, table.name(), column.name()));
      } else if (column instanceof Declaration.Personal && !there.binary()) {
        wrong.add(Finding.ofColumn(bundle, Code.NOT_SEALED, table.name(), column.name()));
      }
    }
  }

  private void compare(String table, Map<String, Tables.Column> columns) {
    Set<String> names = described.getOrDefault(table, Set.of());
    for (String column : columns.keySet()) {
      if (names.contains(column)) {
        classified++;
      } else {
        unclassified.add(Finding.ofColumn(bundle, Code.NOT_CLASSIFIED, table, column));
      }
    }
  }

  private void placed() {
    Set<String> names = new TreeSet<>(real.keySet());
    names.addAll(described.keySet());
    for (String table : names) {
      if (!covers(declaration, table)) {
        wrong.add(Finding.ofTable(bundle, Code.OUTSIDE_PREFIX, table));
      }
    }
  }

  /** How many columns are there and described. */
  int classified() {
    return classified;
  }

  /** What nobody describes, and then what is described wrongly. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(unclassified);
    findings.addAll(wrong);
    return findings;
  }
}
