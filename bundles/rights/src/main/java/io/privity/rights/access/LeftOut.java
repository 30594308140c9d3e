// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

/**
 * What the package does not hold, and why.
 *
 * @param path the datum's id, or the file
 * @param reason {@code third-party} (Art. 15(4)), {@code not-provided-by-subject}, {@code
 *     not-by-consent-or-contract} (Art. 20(1))
 * @param count how many passages or data
 */
record LeftOut(String path, String reason, int count) {}
