// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import io.privity.api.encryption.EncryptionException;
import io.privity.encryption.vault.MemoryDisk;
import java.util.Random;
import java.util.function.Function;
import org.junit.Test;

/**
 * Cuts the power, or fails a write, at every step of a vault's life, and looks at what is found
 * afterwards, in the vault's own directory and in its copy.
 */
public class PowerCutTest {

  @Test
  public void whatWasAcknowledgedIsThereWhereverThePowerGoes() throws Exception {
    cutEverywhere(Story::new);
  }

  @Test
  public void erasuresAndWhatIsRetainedAreThereWhereverThePowerGoes() throws Exception {
    cutEverywhere(ErasureStory::new);
  }

  private static void cutEverywhere(Function<MemoryDisk, Life> life) throws Exception {
    MemoryDisk whole = new MemoryDisk();
    life.apply(whole).live();
    long steps = whole.steps();
    assertTrue("only " + steps, steps > 200);
    for (long cut = 1; cut <= steps; cut++) {
      MemoryDisk disk = new MemoryDisk();
      disk.cutAt(cut);
      Life story = life.apply(disk);
      try {
        story.live();
        fail("the power did not go at step " + cut);
      } catch (MemoryDisk.PowerCut e) {
        // as it should
      }
      Random random = new Random(cut);
      for (MemoryDisk.Cut kind : MemoryDisk.Cut.values()) {
        String where = kind + " at step " + cut;
        MemoryDisk found = disk.after(kind, random);
        // It goes once more, while the vault is put in order.
        found.cutAt(1 + random.nextInt(60));
        try {
          story.reopen(found, Life.ROOT, Life.COPY).close();
        } catch (MemoryDisk.PowerCut e) {
          // or it was in order before that
        }
        story.check(found.after(kind, random), where);
      }
    }
  }

  @Test
  public void whatFailsOnceCanBeDoneAgain() throws Exception {
    failEverywhere(Story::new);
    failEverywhere(ErasureStory::new);
  }

  private static void failEverywhere(Function<MemoryDisk, Life> life) throws Exception {
    MemoryDisk whole = new MemoryDisk();
    life.apply(whole).live();
    for (long fault = 1; fault <= whole.steps(); fault++) {
      MemoryDisk disk = new MemoryDisk();
      disk.failAt(fault);
      Life story = life.apply(disk);
      story.insist();
      story.live();
      assertTrue("unsettled after a fault at step " + fault, story.isSettled());
      MemoryDisk.Cut kind = MemoryDisk.Cut.values()[(int) fault % 3];
      story.check(disk.after(kind, new Random(fault)), kind + " after a fault at " + fault);
    }
  }

  /** After an acknowledged puncture, the bytes of the page before it lie nowhere on the disk. */
  @Test
  public void thePageBeforeIsOverwritten() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Story story = new Story(disk);
    story.live();
    assertEquals(0, disk.files().stream().filter(Story::isLeftover).count());
    assertFalse(story.pagesBefore().isEmpty());
    for (byte[] page : story.pagesBefore()) {
      assertFalse(disk.holds(page));
    }
  }

  /** After an acknowledged removal, what was retained lies nowhere on the disk. */
  @Test
  public void whatWasRetainedIsOverwritten() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    ErasureStory story = new ErasureStory(disk);
    story.live();
    assertFalse(story.removed().isEmpty());
    for (byte[] file : story.removed()) {
      assertFalse(disk.holds(file));
    }
  }

  /** A puncture that could not reach the copy is not acknowledged until it has. */
  @Test
  public void aPunctureWaitsForTheCopy() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Story story = new Story(disk);
    story.live();
    long leaf = story.keyring().newSubject(Story.TENANT);
    byte[] copyBefore = disk.read(Story.COPY.resolve(Story.page(leaf)));
    byte[] ownBefore = disk.read(Story.ROOT.resolve(Story.page(leaf)));
    assertArrayEquals(ownBefore, copyBefore);
    // in the vault's own directory a change takes 13 steps
    disk.failAt(disk.steps() + 14);
    try {
      story.keyring().puncture(Story.CALLER, leaf);
      fail("it was acknowledged");
    } catch (EncryptionException e) {
      assertEquals(EncryptionException.VAULT_UNAVAILABLE, e.code());
    }
    assertFalse(story.isSettled());
    assertArrayEquals(copyBefore, disk.read(Story.COPY.resolve(Story.page(leaf))));
    story.keyring().puncture(Story.CALLER, leaf);
    assertTrue(story.isSettled());
    assertArrayEquals(
        disk.read(Story.ROOT.resolve(Story.page(leaf))),
        disk.read(Story.COPY.resolve(Story.page(leaf))));
  }
}
