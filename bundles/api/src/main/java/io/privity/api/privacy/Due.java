// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.time.Instant;
import java.util.Objects;

/**
 * A subject and when the event was that its retention counts from.
 *
 * @param at when the event was
 */
public record Due(Subject subject, Instant at) {
  public Due {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(at);
  }
}
