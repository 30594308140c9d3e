// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

/**
 * What is in memory.
 *
 * @param tenants indexed tenants
 * @param scanned tenants that are too large for an index
 * @param damaged contacts that did not open
 * @param bytes memory used, estimated
 * @param budget memory allowed
 */
public record IndexStatus(int tenants, int scanned, int damaged, long bytes, long budget) {}
