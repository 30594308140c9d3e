// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

/**
 * The lines of an exported log, in UTF-8. The first line is {@link #HEADER}; then, for each epoch
 * of the log, its origin, its verifier key, its entries with the checkpoints where they were
 * signed, and its end.
 */
public final class ExportFormat {
  public static final String HEADER = "privity-audit-log 1";

  /** {@code O <origin>} begins an epoch. */
  public static final char ORIGIN = 'O';

  /** {@code K <verifier key>}. */
  public static final char KEY = 'K';

  /** {@code E <leaf hash, hex> <entry, JSON>}. */
  public static final char ENTRY = 'E';

  /** {@code P <leaf hash, hex>}: an entry whose body was pruned. */
  public static final char PRUNED = 'P';

  /** {@code C <signed note, base64>}: signed when the tree had the entries above. */
  public static final char CHECKPOINT = 'C';

  /** {@code Z <number of entries>} ends an epoch. */
  public static final char END = 'Z';

  private ExportFormat() {}
}
