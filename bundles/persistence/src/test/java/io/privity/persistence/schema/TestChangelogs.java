// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The changelogs of a bundle that does not exist. */
final class TestChangelogs {
  static final String BUNDLE = "com.example.notes";
  static final String FIRST =
      """
      <changeSet id="1" author="t">
        <createTable tableName="notes_book">
          <column name="id" type="char(36)"><constraints nullable="false" primaryKey="true"/></column>
        </createTable>
        <createTable tableName="notes_page">
          <column name="id" type="char(36)"><constraints nullable="false" primaryKey="true"/></column>
          <column name="book" type="char(36)">
            <constraints foreignKeyName="notes_fk" references="notes_book(id)"/>
          </column>
          <column name="sealed" type="varbinary(32672)"/>
          <column name="scan" type="${blob}"/>
        </createTable>
      </changeSet>
      """;

  private TestChangelogs() {}

  static Changelog changelog(String body) {
    return new Changelog(BUNDLE, "db/it.xml", files(body, ""));
  }

  static Map<String, byte[]> files(String body, String included) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("db/it.xml", document(body));
    files.put("db/parts/second.xml", document(included));
    return files;
  }

  private static byte[] document(String body) {
    return ("<databaseChangeLog xmlns='http://www.liquibase.org/xml/ns/dbchangelog'"
            + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
            + " xsi:schemaLocation='http://www.liquibase.org/xml/ns/dbchangelog"
            + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd'>"
            + body
            + "</databaseChangeLog>")
        .getBytes(StandardCharsets.UTF_8);
  }
}
