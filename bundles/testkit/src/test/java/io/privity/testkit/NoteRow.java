// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of the table that the kit's own tests write to. */
@Entity
@Table(name = "notes_note")
public class NoteRow {
  @Id
  @Column(name = "hash")
  public byte[] hash;

  @Column(name = "words")
  public String words;

  public NoteRow() {}

  NoteRow(int hash, String words) {
    this.hash = new byte[] {(byte) hash};
    this.words = words;
  }
}
