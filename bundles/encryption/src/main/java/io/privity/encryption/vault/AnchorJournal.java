// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.api.encryption.Anchors;
import io.privity.encryption.cipher.Hmac;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The anchors as a journal: one file that grows by one synced frame a writing, and is written anew,
 * with the latest anchors alone, when it is opened and when it has grown large.
 *
 * <p>A frame that a cut left unfinished at the end is dropped: that leaves an anchor behind, which
 * is honest. A damaged frame with a sound one after it was not left by a cut, and is refused.
 */
final class AnchorJournal implements Anchors {
  private static final String NAME = "anchors";
  private static final int LARGE = 1024 * 1024;

  private final VaultFiles files;
  private final byte[] key;
  private final Hmac hmac = new Hmac();
  private final Map<String, byte[]> anchors = new HashMap<>();
  private long sequence;
  private long length;
  private long wholeLength;

  /**
   * @param key owned by the journal
   */
  AnchorJournal(VaultFiles files, byte[] key) {
    this.files = files;
    this.key = key;
  }

  /** Writes an empty journal. */
  synchronized void create() {
    rewrite();
  }

  /** Reads the copy that goes furthest, and brings all to it. */
  synchronized void open() throws IOException {
    List<byte[]> copies = new ArrayList<>();
    Read furthest = null;
    for (Path root : files.roots()) {
      byte[] copy = files.disk().read(root.resolve(NAME));
      copies.add(copy);
      Read read = copy == null ? null : read(copy);
      if (read != null && (furthest == null || read.last > furthest.last)) {
        furthest = read;
      }
    }
    if (furthest == null) {
      throw VaultProblem.unusable("the anchors of the audit logs are missing or damaged.");
    }
    anchors.clear();
    anchors.putAll(furthest.anchors);
    sequence = furthest.last;
    length = furthest.length;
    wholeLength = furthest.wholeLength;
    boolean same = copies.stream().allMatch(copy -> Arrays.equals(copy, copies.get(0)));
    if (!same || length > wholeLength || length < copies.get(0).length) {
      rewrite();
    }
  }

  /** What a journal says. */
  private static final class Read {
    final Map<String, byte[]> anchors = new HashMap<>();
    long last;
    int length;
    int wholeLength;
  }

  /** Null when the journal is damaged other than by a cut. */
  private Read read(byte[] journal) {
    Read read = new Read();
    AnchorFrame frame = AnchorFrame.at(journal, 0, key, hmac);
    if (frame == null || !frame.whole()) {
      return null;
    }
    read.wholeLength = frame.length();
    while (frame != null) {
      read.anchors.putAll(frame.anchors());
      read.last = frame.sequence();
      read.length += frame.length();
      frame = AnchorFrame.at(journal, read.length, key, hmac);
      if (frame != null && (frame.whole() || frame.sequence() != read.last + 1)) {
        return null;
      }
    }
    for (int offset = read.length; offset < journal.length; offset++) {
      if (AnchorFrame.at(journal, offset, key, hmac) != null) {
        return null;
      }
    }
    return read;
  }

  @Override
  public synchronized Map<String, byte[]> load() {
    Map<String, byte[]> copy = new HashMap<>();
    anchors.forEach((origin, anchor) -> copy.put(origin, anchor.clone()));
    return copy;
  }

  @Override
  public synchronized void store(Map<String, byte[]> newer) {
    Map<String, byte[]> added = new HashMap<>();
    newer.forEach((origin, anchor) -> added.put(origin, anchor.clone()));
    if (added.isEmpty()) {
      return;
    }
    if (files.isSettled(NAME) && length < Math.max(LARGE, 4 * wholeLength)) {
      sequence++; // also when it fails: the frame may be there all the same
      byte[] frame = AnchorFrame.encode(key, hmac, sequence, false, added);
      files.append(NAME, frame);
      anchors.putAll(added);
      length += frame.length;
    } else {
      anchors.putAll(added);
      rewrite();
    }
  }

  private void rewrite() {
    sequence++;
    byte[] frame = AnchorFrame.encode(key, hmac, sequence, true, anchors);
    files.replace(NAME, frame);
    length = frame.length;
    wholeLength = frame.length;
  }
}
