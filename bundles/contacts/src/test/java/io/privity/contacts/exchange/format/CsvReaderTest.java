// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class CsvReaderTest {

  private static List<String> records(String text) throws IOException {
    List<String> records = new ArrayList<>();
    try (CsvReader reader = new CsvReader(new StringReader(text), ',')) {
      while (reader.next()) {
        String problem = reader.problem() == null ? "" : reader.problem() + " ";
        records.add(reader.line() + ": " + problem + String.join("|", reader.cells()));
      }
    }
    return records;
  }

  @Test
  public void everyLineEndAndQuotedOnes() throws IOException {
    assertEquals(
        List.of("1: a|b", "2: c\r\nd|e", "4: f|", "5: g", "6: h"),
        records("a,b\r\n\"c\r\nd\",e\nf,\rg\n\"h\""));
  }

  @Test
  public void quotesThatNobodyEscaped() throws IOException {
    assertEquals(
        List.of("1: \"Quoted\" & Sons|x", "2: 5\" pipe|y", "3: a\"b|z"),
        records("\"Quoted\" & Sons,x\n5\" pipe,y\n\"a\"\"b\" ,z\n"));
  }

  @Test
  public void aQuoteThatIsNeverClosedCostsOneLine() throws IOException {
    assertEquals(
        List.of("1: a|b", "2: unbalanced-quote \"c,d", "3: e|f"), records("a,b\n\"c,d\ne,f\n"));
    assertEquals(
        List.of("1: unbalanced-quote \"c,d", "2: unbalanced-quote e,\"f", "3: g|h"),
        records("\"c,d\ne,\"f\ng,h\n"));
  }

  @Test
  public void aLongRecordCostsItself() throws IOException {
    String longLine = "x".repeat(3 * CsvReader.MAX_RECORD);
    List<String> records = records("a,b\n" + longLine + "\nc,d");
    assertEquals(3, records.size());
    assertTrue(records.get(1).startsWith("2: row-too-long xxx"));
    assertEquals("3: c|d", records.get(2));
    assertTrue(records(",".repeat(2000) + "\na\n").get(0).startsWith("1: too-many-columns"));
  }

  @Test
  public void aHostileFileIsReadInLinearTime() throws IOException {
    assertFalse(records("\"x\n".repeat(200_000)).isEmpty());
    assertFalse(records("a,\"\"\"\n".repeat(200_000)).isEmpty());
    assertFalse(records("\"\"\"\"x\"\n".repeat(200_000)).isEmpty());
    assertFalse(records("\"a,\n".repeat(100_001)).isEmpty());
  }
}
