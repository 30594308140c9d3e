// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

/**
 * A run of entries in their order.
 *
 * @param start the first entry's place in the tree
 * @param timeFrom the earliest time of an entry, epoch milliseconds
 * @param timeTo the latest
 * @param body one entry a line
 */
public record Segment(long start, int count, long timeFrom, long timeTo, byte[] body) {}
