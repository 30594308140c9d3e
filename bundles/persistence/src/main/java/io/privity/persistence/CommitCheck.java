// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/** Says whether the database will do as it is told to commit. */
@FunctionalInterface
public interface CommitCheck {
  void requireIntact(Connection connection) throws SQLException;
}
