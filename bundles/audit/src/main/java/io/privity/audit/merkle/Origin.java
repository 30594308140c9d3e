// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

/**
 * The name of a log: {@code privity/<server>/<tenant or operator>/<epoch>}. It is the first line of
 * its checkpoints and the name of its key.
 *
 * @param server the server's random id
 * @param log the tenant's id, or {@code operator}
 * @param epoch 1, and one more for each new beginning after a restore or a loss
 */
public record Origin(String server, String log, int epoch) {
  private static final String PREFIX = "privity";

  /**
   * @throws IllegalArgumentException when the text is no origin
   */
  public static Origin parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 4 || !parts[0].equals(PREFIX)) {
      throw new IllegalArgumentException("not the origin of a Privity log");
    }
    return new Origin(parts[1], parts[2], Integer.parseInt(parts[3]));
  }

  /** True for the same log of the same server, in whatever epoch. */
  public boolean sameLog(Origin other) {
    return server.equals(other.server) && log.equals(other.log);
  }

  @Override
  public String toString() {
    return PREFIX + "/" + server + "/" + log + "/" + epoch;
  }
}
