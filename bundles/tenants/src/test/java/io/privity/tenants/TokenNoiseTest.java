// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.generator.InRange;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class TokenNoiseTest {
  private static final TestServer SERVER = new TestServer();
  private static final String TOKEN = SERVER.owner().session.token();
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Property(trials = 100)
  public void anyOtherTextIsNoToken(
      @InRange(min = "0", max = "92") int place, @InRange(min = "0", max = "63") int letter) {
    String changed =
        TOKEN.substring(0, place) + LETTERS.charAt(letter) + TOKEN.substring(place + 1);
    assertEquals(changed.equals(TOKEN), SERVER.known(changed).isPresent());
  }

  @Property(trials = 100)
  public void noiseIsNoToken(String noise) {
    assertFalse(SERVER.known(noise).isPresent());
    assertFalse(SERVER.known("pvs_" + noise).isPresent());
    String long93 = ("pvs_" + noise + " ".repeat(93)).substring(0, 93);
    assertFalse(SERVER.known(long93).isPresent());
  }
}
