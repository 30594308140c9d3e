// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

import java.time.Instant;

/**
 * A signed-in session.
 *
 * @param token the bearer token, shown once
 * @param expires when it ends
 */
public record Session(String token, Instant expires) {}
