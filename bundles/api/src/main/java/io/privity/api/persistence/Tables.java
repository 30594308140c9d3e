// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.persistence;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The real tables of the store, as the database itself describes them now. Thread-safe. */
@ProviderType
public interface Tables {
  /**
   * @param name in lower case
   * @param bundle the symbolic name of the bundle whose changelog made it; empty when nobody's
   */
  record Table(String name, String bundle, List<Column> columns) {}

  /**
   * @param name in lower case
   * @param binary whether it can hold sealed bytes
   */
  record Column(String name, boolean binary) {}

  /** Every table, Liquibase's own included. Reads the database's catalogue at each call. */
  List<Table> all();
}
