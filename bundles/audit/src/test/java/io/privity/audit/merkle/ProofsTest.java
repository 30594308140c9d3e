// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.generator.InRange;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class ProofsTest {
  private static final int MAX = 1_200;

  private final TreeHasher hasher = new TreeHasher();
  private final List<byte[]> hashes = new ArrayList<>();
  private final MerkleTree tree = new MerkleTree(this::node);

  public ProofsTest() {
    for (int i = 0; i < MAX; i++) {
      hashes.add(hasher.leaf(new byte[] {(byte) i, (byte) (i >> 8)}));
    }
  }

  private byte[] node(int level, long index) {
    return level == 0
        ? hashes.get((int) index)
        : hasher.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
  }

  @Property(trials = 100)
  public void anEntryIsProvedAtItsPlaceAlone(
      @InRange(minInt = 1, maxInt = MAX) int size, @InRange(minInt = 0, maxInt = MAX) int any) {
    int leaf = any % size;
    List<byte[]> path = tree.inclusion(leaf, size);
    byte[] root = tree.root(size);
    assertTrue(Proofs.included(hashes.get(leaf), leaf, size, path, root));
    assertFalse(Proofs.included(hashes.get((leaf + 1) % MAX), leaf, size, path, root));
    assertFalse(Proofs.included(hashes.get(leaf), size, size, path, root));
    if (size > 1) {
      assertFalse(
          Proofs.included(hashes.get(leaf), leaf, size, path.subList(0, path.size() - 1), root));
      assertFalse(Proofs.included(hashes.get(leaf), (leaf + 1) % size, size, path, root));
    }
  }

  @Property(trials = 100)
  public void aLogExtendsItsOwnPastAlone(
      @InRange(minInt = 1, maxInt = MAX) int one, @InRange(minInt = 1, maxInt = MAX) int other) {
    int from = Math.min(one, other);
    int to = Math.max(one, other);
    List<byte[]> proof = tree.consistency(from, to);
    assertTrue(Proofs.consistent(from, tree.root(from), to, tree.root(to), proof));
    byte[] forked = hasher.node(tree.root(from), tree.root(from));
    assertFalse(Proofs.consistent(from, forked, to, tree.root(to), proof));
    assertFalse(Proofs.consistent(from, tree.root(from), to, forked, proof));
    assertFalse(Proofs.consistent(to + 1, tree.root(from), to, tree.root(to), proof));
  }

  @Property(trials = 20)
  public void theGrowingRootIsTheTrees(@InRange(minInt = 0, maxInt = MAX) int size) {
    GrowingRoot growing = new GrowingRoot();
    hashes.subList(0, size).forEach(growing::append);
    assertArrayEquals(tree.root(size), growing.root());
  }
}
