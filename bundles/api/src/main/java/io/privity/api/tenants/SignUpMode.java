// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

/** Who may sign up. */
public enum SignUpMode {
  OPEN,
  /** Whoever has an operator's invitation. */
  INVITE,
  CLOSED
}
