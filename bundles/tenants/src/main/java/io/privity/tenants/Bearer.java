// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * What a token or code says of itself before its secret is checked: {@code
 * pv?_<tenant>_<id>_<secret>}, ids in base64url. It carries its tenant, so that finding it touches
 * no other tenant's rows.
 */
record Bearer(Kind kind, UUID tenant, UUID id) {
  enum Kind {
    SESSION("pvs_"),
    TOKEN("pvt_"),
    /** The code that an invited user takes. */
    INVITATION("pvu_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final int PREFIX = 4;
  private static final int ID = 22;
  private static final int SECOND = PREFIX + ID + 1;
  private static final int THIRD = SECOND + ID + 1;
  private static final int LENGTH = THIRD + Secret.LENGTH;

  /** The whole text, with a new secret. */
  String withSecret() {
    return kind.prefix + text(tenant) + '_' + text(id) + '_' + Secret.next();
  }

  /**
   * @return null when the text is none
   */
  static Bearer parse(String text) {
    if (text == null
        || text.length() != LENGTH
        || text.charAt(SECOND - 1) != '_'
        || text.charAt(THIRD - 1) != '_') {
      return null;
    }
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.prefix)) {
        try {
          return new Bearer(kind, id(text, PREFIX), id(text, SECOND));
        } catch (IllegalArgumentException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static String text(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static UUID id(String text, int start) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(start, start + ID)));
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
