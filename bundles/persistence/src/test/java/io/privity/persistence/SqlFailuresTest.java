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
  public void aFailureOfTheLinkIsDescribedInItsOwnWords() {
    SQLException driver =
        new SQLException(
            "SSL error", "08006", new SSLHandshakeException("Received alert: handshake_failure"));
    assertEquals(
        "SSLHandshakeException 08006: Received alert: handshake_failure",
        SqlFailures.describe(
            new SQLTransientConnectionException("privity - timed out", "08006", driver)));
    assertEquals(
        "SQLException 28P01: password authentication failed",
        SqlFailures.describe(new SQLException("password authentication failed", "28P01")));
  }

  @Test
  public void whatMayQuoteARowIsNotRepeated() {
    assertEquals(
        "SQLException 23505",
        SqlFailures.describe(new SQLException("Key (name)=(Ada) already exists", "23505")));
    assertEquals("SQLException null", SqlFailures.describe(new SQLException("Ada")));
    assertEquals("IOException", SqlFailures.describe(new IOException("Ada")));
  }
}
