// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.caller;

/** What a user or token may do in its tenant. */
public enum Role {
  /** All of the tenant: its users, its agreement, its end. */
  OWNER("owner"),
  /** The tenant's data protection matters, and its records. */
  PRIVACY_OFFICER("privacy-officer"),
  /** Reads and changes records. */
  MEMBER("member"),
  /** Reads records. */
  READER("reader"),
  /** A program: reads and changes records, imports and exports. */
  INTEGRATION("integration");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  /** The name in the API, such as {@code privacy-officer}. */
  public String text() {
    return text;
  }

  /**
   * @param text the name in the API
   * @throws IllegalArgumentException when no role has that name
   */
  public static Role of(String text) {
    for (Role role : values()) {
      if (role.text.equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("no such role");
  }
}
