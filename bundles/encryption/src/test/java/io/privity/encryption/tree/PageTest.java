// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.tree;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.privity.encryption.cipher.Hmac;
import io.privity.encryption.cipher.Randomness;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class PageTest {
  private final Hmac hmac = new Hmac();
  private final byte[] root = Randomness.bytes(32);

  /** The leaf's seed by the definition of the tree. */
  private byte[] byDefinition(int leaf) {
    byte[] seed = root;
    for (int height = Page.HEIGHT - 1; height >= 0; height--) {
      seed = hmac.of(seed, new byte[] {(byte) (leaf >>> height & 1)});
    }
    return seed;
  }

  @Test
  public void seedsAreThoseOfTheTree() {
    Page page = Page.of(root.clone());
    for (int leaf : new int[] {0, 1, 255, 256, 257, 32767, 32768, 65535, 65535}) {
      assertArrayEquals(byDefinition(leaf), page.seed(leaf, hmac));
    }
  }

  @Property(trials = 30)
  public void exactlyThePuncturedDie(long salt) {
    Random random = new Random(salt);
    Set<Integer> dead = new HashSet<>();
    Page page = Page.of(root.clone());
    int near = random.nextInt(Page.LEAVES);
    for (int i = random.nextInt(60); i >= 0; i--) {
      // some spread, some side by side, some twice
      int leaf = (random.nextBoolean() ? random.nextInt() : near + random.nextInt(8)) & 0xffff;
      Page before = page;
      page = page.puncture(hmac, leaf);
      before.clear(); // nothing is shared
      dead.add(leaf);
      if (random.nextInt(4) == 0) {
        page = Page.decode(page.encode(), page.revision());
      }
    }
    for (int i = 0; i < 200; i++) {
      int leaf = (i % 2 == 0 ? random.nextInt() : near + random.nextInt(10)) & 0xffff;
      check(page, leaf, dead.contains(leaf));
    }
    for (int leaf : dead) {
      check(page, leaf, true);
    }
  }

  @Property(trials = 60)
  public void manyAtOnceAreAsOneByOne(long salt) {
    Random random = new Random(salt);
    int near = random.nextInt(Page.LEAVES);
    int[] leaves =
        random
            .ints(random.nextInt(80))
            .map(i -> (i & 1) == 0 ? i >>> 16 : near + (i >>> 28) & 0xffff)
            .toArray();
    Page before = Page.of(root.clone());
    Page oneByOne = before.puncture(hmac);
    for (int leaf : leaves) {
      oneByOne = oneByOne.puncture(hmac, leaf);
    }
    int half = random.nextInt(leaves.length + 1);
    Page atOnce =
        before
            .puncture(hmac, Arrays.copyOf(leaves, half))
            .puncture(hmac, Arrays.copyOfRange(leaves, half, leaves.length));
    assertArrayEquals(oneByOne.encode(), atOnce.encode());
    assertArrayEquals(oneByOne.encode(), before.puncture(hmac, leaves).encode());
    assertEquals(before.revision() + 1, before.puncture(hmac, leaves).revision());
  }

  @Test
  public void everySecondLeafAtOnceIsTheWorstPage() {
    int[] even = IntStream.range(0, Page.LEAVES / 2).map(i -> 2 * i).toArray();
    Page worst = Page.of(root.clone()).puncture(hmac, even);
    assertEquals(1024 * 1024 + Page.LEAVES, worst.encode().length);
    check(worst, 4, true);
    check(worst, 5, false);
    int[] all = IntStream.range(0, Page.LEAVES).toArray();
    assertEquals(Page.LEAVES, worst.puncture(hmac, all).encode().length);
  }

  private void check(Page page, int leaf, boolean dead) {
    assertEquals(dead, page.isPunctured(leaf));
    if (dead) {
      assertNull(page.seed(leaf, hmac));
    } else {
      assertArrayEquals(byDefinition(leaf), page.seed(leaf, hmac));
    }
  }

  /** No seed that is kept lies on the path of a punctured leaf. */
  @Test
  public void nothingOnThePathIsKept() {
    int leaf = 0xbeef;
    Page page = Page.of(root.clone());
    page.seed(leaf, hmac); // fills what is kept for speed
    page = page.puncture(hmac, leaf);
    String bytes = Arrays.toString(page.encode());
    byte[] seed = root;
    for (int height = Page.HEIGHT - 1; height >= 0; height--) {
      String onPath = Arrays.toString(seed);
      assertFalse(bytes.contains(onPath.substring(1, onPath.length() - 1)));
      seed = hmac.of(seed, new byte[] {(byte) (leaf >>> height & 1)});
    }
    assertEquals(17 + 16 * 32, page.encode().length);
  }

  @Test
  public void thousandPuncturesAreSmall() {
    Random random = new Random(7);
    Page page = Page.of(root.clone());
    for (int i = 0; i < 1000; i++) {
      page = page.puncture(hmac, random.nextInt(Page.LEAVES));
    }
    int length = page.encode().length;
    assertTrue("a page has " + length, length <= 170 * 1024);
  }

  @Test
  public void worstPageIsBounded() {
    int[] nodes = new int[Page.LEAVES / 2];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = Page.node(2 * i, 0);
    }
    Page worst = new Page(nodes, new byte[nodes.length * 32], 1);
    byte[] encoded = worst.encode();
    assertEquals(1024 * 1024 + Page.LEAVES, encoded.length);
    assertTrue(Page.decode(encoded, 1).isPunctured(1));
    assertFalse(Page.decode(encoded, 1).isPunctured(2));
  }

  @Test
  public void allCanDie() {
    Page page = new Page(new int[] {Page.node(0, 1)}, new byte[32], 1);
    page = page.puncture(hmac, 0).puncture(hmac, 1);
    page = Page.decode(page.encode(), 3);
    assertTrue(page.isPunctured(0) && page.isPunctured(1) && page.isPunctured(65535));
    assertEquals(Page.LEAVES, page.encode().length);
  }

  @Test
  public void badBytesAreRefused() {
    byte[] good = Page.of(root.clone()).puncture(hmac, 5).encode();
    assertThrows(IllegalArgumentException.class, () -> Page.decode(new byte[0], 1));
    byte[] shorter = Arrays.copyOf(good, good.length - 1);
    assertThrows(IllegalArgumentException.class, () -> Page.decode(shorter, 1));
    byte[] misplaced = good.clone();
    misplaced[1] = 3;
    assertThrows(IllegalArgumentException.class, () -> Page.decode(misplaced, 1));
  }
}
