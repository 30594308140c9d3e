// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.Test;

public class SqlFailuresTest {
  @Test
  public void aFailureOfTheLinkIsToldInItsOwnWords() {
    SQLException driver =
        new SQLException(
            "SSL error", "08006", new SSLHandshakeException("Received alert: handshake_failure"));
    SQLException pool = new SQLTransientConnectionException("timed out", "08006", driver);
    assertEquals("SSLHandshakeException 08006", SqlFailures.name(pool));
    assertEquals(": Received alert: handshake_failure", SqlFailures.words(pool));
    assertEquals(
        ": password authentication failed",
        SqlFailures.words(new SQLException("password authentication failed", "28P01")));
  }

  @Test
  public void whatMayQuoteARowIsNotRepeated() {
    SQLException duplicate = new SQLException("Key (name)=(Ada) already exists", "23505");
    assertEquals("SQLException 23505", SqlFailures.name(duplicate));
    assertEquals("", SqlFailures.words(duplicate));
    assertEquals("SQLException null", SqlFailures.name(new SQLException("Ada")));
    assertEquals("", SqlFailures.words(new SQLException("Ada")));
    assertEquals("IOException", SqlFailures.name(new IOException("Ada")));
    assertEquals("", SqlFailures.words(new IOException("Ada")));
  }
}
