// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.audit;

/** How an operation ended. */
public enum Outcome {
  OK,
  REFUSED,
  FAILED
}
