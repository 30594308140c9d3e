// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public class SearchFieldsTest {

  private static SearchFields of(String json) {
    return SearchFields.of(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(String json) {
    return new String(of(json).name(), StandardCharsets.UTF_8);
  }

  @Test
  public void partsThatTheFullNameLacksAreSearchedToo() {
    assertEquals(
        "bob smith\u0001robert",
        name("{\"name\":{\"given\":\"Robert\",\"family\":\"Smith\",\"full\":\"Bob Smith\"}}"));
  }

  @Test
  public void withoutANameThereIsSomethingElse() {
    assertEquals("acme", name("{\"organization\":\"Acme\",\"emails\":[{\"address\":\"a@b.c\"}]}"));
    assertEquals("a@b.c", name("{\"emails\":[{\"label\":\"x\",\"address\":\"a@b.c\"}]}"));
    assertEquals("+1 2", name("{\"emails\":[],\"phones\":[{\"number\":\"+1 2\"}]}"));
  }

  @Test
  public void eachKeyComesOnce() {
    SearchFields fields =
        of(
            "{\"emails\":[{\"address\":\"A@b.c\"},{\"address\":\"a@B.c\"}],"
                + "\"phones\":[{\"number\":\"+1 2\"},{\"number\":\"12\"}],\"tags\":[\"T\",\"t\"]}");
    assertEquals(List.of("a@b.c"), fields.emails());
    assertEquals(List.of("12"), fields.phones());
    assertEquals(List.of("T", "t"), fields.tags());
  }
}
