// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.merkle;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.Test;

/** The reference inputs, roots and proofs of certificate transparency for RFC 6962 trees. */
public class MerkleVectorsTest {
  private static final String[] LEAVES = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  };
  private static final String[] ROOTS = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  };

  private final List<byte[]> hashes = new ArrayList<>();
  private final TreeHasher hasher = new TreeHasher();
  private final MerkleTree tree = new MerkleTree(this::node);

  public MerkleVectorsTest() {
    for (String leaf : LEAVES) {
      hashes.add(hasher.leaf(HexFormat.of().parseHex(leaf)));
    }
  }

  private byte[] node(int level, long index) {
    return level == 0
        ? hashes.get((int) index)
        : hasher.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
  }

  @Test
  public void emptyTree() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex(tree.root(0)));
  }

  @Test
  public void roots() {
    GrowingRoot growing = new GrowingRoot();
    for (int size = 1; size <= LEAVES.length; size++) {
      growing.append(hashes.get(size - 1));
      assertEquals(ROOTS[size - 1], hex(tree.root(size)));
      assertArrayEquals(tree.root(size), growing.root());
    }
  }

  @Test
  public void inclusionProofs() {
    assertEquals(List.of(), hex(tree.inclusion(0, 1)));
    assertEquals(
        List.of(
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
        hex(tree.inclusion(0, 8)));
    assertEquals(
        List.of(
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        hex(tree.inclusion(5, 8)));
    assertEquals(
        List.of("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        hex(tree.inclusion(2, 3)));
  }

  @Test
  public void consistencyProofs() {
    assertEquals(List.of(), hex(tree.consistency(1, 1)));
    assertEquals(
        List.of(
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
        hex(tree.consistency(1, 8)));
    assertEquals(
        List.of(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        hex(tree.consistency(6, 8)));
    assertTrue(Proofs.consistent(6, tree.root(6), 8, tree.root(8), tree.consistency(6, 8)));
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(MerkleVectorsTest::hex).toList();
  }
}
