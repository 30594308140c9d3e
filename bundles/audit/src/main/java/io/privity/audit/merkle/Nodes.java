// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

/** The roots of a tree's complete subtrees. */
@FunctionalInterface
public interface Nodes {
  /**
   * @param level the subtree has two to the power of this leaves
   * @param index how many subtrees of that size lie to its left
   */
  byte[] node(int level, long index);
}
