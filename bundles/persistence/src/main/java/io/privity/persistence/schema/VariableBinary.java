// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import liquibase.change.core.LoadDataChange;
import liquibase.database.Database;
import liquibase.database.core.DerbyDatabase;
import liquibase.database.core.PostgresDatabase;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.LiquibaseDataType;

/**
 * The type {@code varbinary(n)} of changelogs as bytes in the row. Liquibase makes it a BLOB on
 * Derby, which no key can hold and which is read through a stream.
 */
@DataTypeInfo(
    name = "varbinary",
    minParameters = 1,
    maxParameters = 1,
    priority = LiquibaseDataType.PRIORITY_DATABASE)
public final class VariableBinary extends LiquibaseDataType {
  @Override
  public DatabaseDataType toDatabaseDataType(Database database) {
    if (database instanceof DerbyDatabase) {
      return new DatabaseDataType("VARCHAR(" + getParameters()[0] + ") FOR BIT DATA");
    }
    if (database instanceof PostgresDatabase) {
      return new DatabaseDataType("BYTEA");
    }
    return super.toDatabaseDataType(database);
  }

  @Override
  public LoadDataChange.LOAD_DATA_TYPE getLoadTypeName() {
    return LoadDataChange.LOAD_DATA_TYPE.BLOB;
  }
}
