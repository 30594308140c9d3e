// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

/**
 * What the retention took away, or would.
 *
 * @param entries whose bodies went
 * @param logs that they were in
 * @param misfits segments that keep their bodies, since these don't fit the tree
 */
public record PruneReport(long entries, int logs, int misfits) {}
