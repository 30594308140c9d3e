// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import java.util.List;

/**
 * A page of a list.
 *
 * @param items the items
 * @param next the cursor of the next page, sealed by {@link Cursors}; null on the last
 */
public record Page<T>(List<T> items, String next) {}
