// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.util.Objects;

/**
 * What a sealed record is, bound to it as associated data together with the tenant: a ciphertext
 * that is moved to another subject, table, row or version does not open.
 *
 * @param leaf the subject's leaf in the tenant's tree
 * @param kind what it is, such as {@code contact}; stable for ever
 * @param id the record's id, unique within tenant and kind
 * @param version the record's version, 0 where it has none
 */
public record RecordName(long leaf, String kind, String id, long version) {
  public RecordName {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    if (leaf < 0) {
      throw new IllegalArgumentException("leaf");
    }
  }
}
