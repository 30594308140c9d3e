// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class FoldingTest {

  @Test
  public void leavesOutCaseAndAccentsInManyScripts() {
    String[][] same = {
      {"Müller", "muller"},
      {"Weiß", "weiss"},
      {"STRAẞE", "strasse"},
      {"Łódź", "lodz"},
      {"Søren Ørsted", "soren orsted"},
      {"İbrahim IŞIK", "ibrahim isik"},
      {"Işık", "isik"},
      {"Þóra Guðmundsdóttir", "thora gudmundsdottir"},
      {"Đorđe", "dorde"},
      {"Æsa Œuvre", "aesa oeuvre"},
      {"Nguyễn Thị", "nguyen thi"},
      {"Dvořák", "dvorak"},
      {"Γιώργος ΓΙΏΡΓΟΣ", "γιωργοσ γιωργοσ"},
      {"Ёлкин Йосиф", "елкин иосиф"},
      {"محمّد", "محمد"},
      {"מֹשֶׁה", "משה"},
      {"김민준", "김민준"},
      {"ガギグ", "ガギグ"},
      {"ｶﾞﾙｼｱ", "ガルシア"},
      {"Ｊｏｈｎ", "john"},
      {"ﬁona", "fiona"},
      {"D’Angelo", "d'angelo"},
      {"Jean–Luc", "jean-luc"},
      {"  two \t words\u00a0here  ", "two words here"},
      {"soft\u00adhyphen\u200b", "softhyphen"},
      {"🎩 Magician", "🎩 magician"},
      {"", ""},
      {"   ", ""},
    };
    for (String[] pair : same) {
      assertEquals(pair[1], Folding.fold(pair[0]));
      assertEquals(pair[1], Folding.fold(pair[1]));
    }
  }

  @Test
  public void composedAndDecomposedAreTheSame() {
    assertEquals(Folding.fold("\u00e9"), Folding.fold("e\u0301"));
    assertEquals(Folding.fold("\ud55c"), Folding.fold("\u1112\u1161\u11ab"));
  }
}
