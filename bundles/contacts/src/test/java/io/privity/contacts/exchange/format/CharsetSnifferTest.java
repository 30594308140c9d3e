// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import static org.junit.Assert.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class CharsetSnifferTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private static Charset sniff(byte[] bytes, int step) {
    CharsetSniffer sniffer = new CharsetSniffer();
    for (int i = 0; i < bytes.length; i += step) {
      sniffer.accept(bytes, i, Math.min(step, bytes.length - i));
    }
    return sniffer.charset();
  }

  @Test
  public void charsets() {
    String text = "Name,Ort\nJürgen,Köln\nЮрий,Київ\n陽子,東京 😀\n";
    for (int step : new int[] {1, 3, 1000}) {
      assertEquals(StandardCharsets.UTF_8, sniff(text.getBytes(StandardCharsets.UTF_8), step));
      assertEquals(StandardCharsets.UTF_16BE, sniff(text.getBytes(StandardCharsets.UTF_16), step));
      assertEquals(
          StandardCharsets.UTF_16LE, sniff(text.getBytes(StandardCharsets.UTF_16LE), step));
      assertEquals(WINDOWS_1252, sniff("Jürgen,Köln".getBytes(WINDOWS_1252), step));
    }
    assertEquals(StandardCharsets.UTF_8, sniff("plain".getBytes(StandardCharsets.UTF_8), 2));
  }

  @Test
  public void whatIsDeclared() {
    Charset latin2 = Charset.forName("ISO-8859-2");
    CharsetSniffer latin = new CharsetSniffer();
    latin.accept("Łódź".getBytes(latin2), 0, 4);
    assertEquals(latin2, latin.charset(latin2));
    assertEquals(WINDOWS_1252, latin.charset(StandardCharsets.ISO_8859_1));
    assertEquals(WINDOWS_1252, latin.charset(StandardCharsets.UTF_8));
    CharsetSniffer utf8 = new CharsetSniffer();
    byte[] bytes = "Łódź".getBytes(StandardCharsets.UTF_8);
    utf8.accept(bytes, 0, bytes.length);
    assertEquals(StandardCharsets.UTF_8, utf8.charset(StandardCharsets.ISO_8859_1));
    assertEquals(StandardCharsets.UTF_8, utf8.charset(latin2));
  }

  @Test
  public void aBrokenByteDoesNotMakeItAnotherCharset() throws Exception {
    String text = "Vorname;Ort\n" + "Jürgen;Köln\n".repeat(20) + "Br?ken;Köln\nAda;Ulm\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xff;
    assertEquals(StandardCharsets.UTF_8, sniff(bytes, 100));
    assertEquals(
        java.util.List.of("22 broken-characters Vorname"),
        Samples.rejects(Samples.items(Format.CSV, bytes)));
  }

  @Test
  public void overlongFormsAndSurrogatesAreNoUtf8() {
    assertEquals(WINDOWS_1252, sniff(new byte[] {(byte) 0xc0, (byte) 0xaf}, 1));
    assertEquals(WINDOWS_1252, sniff(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, 1));
    assertEquals(WINDOWS_1252, sniff(new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0x80}, 1));
  }
}
