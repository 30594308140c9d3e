// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.cipher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One published file of Wycheproof vectors. */
public final class Vectors {
  /** A vector and the group that it stands in. */
  public record Vector(JsonNode group, JsonNode test) {
    public byte[] bytes(String name) {
      return HexFormat.of().parseHex(test.get(name).textValue());
    }

    public boolean isValid() {
      String result = test.get("result").textValue();
      if (result.equals("acceptable")) {
        throw new AssertionError("a vector leaves it open: " + id());
      }
      return result.equals("valid");
    }

    public String id() {
      return "tcId " + test.get("tcId").intValue() + ": " + test.get("comment").textValue();
    }
  }

  private Vectors() {}

  public static List<Vector> of(String file) throws IOException {
    try (InputStream in = Vectors.class.getResourceAsStream("/wycheproof/" + file)) {
      JsonNode root = new ObjectMapper().readTree(in);
      List<Vector> vectors = new ArrayList<>();
      for (JsonNode group : root.get("testGroups")) {
        for (JsonNode test : group.get("tests")) {
          vectors.add(new Vector(group, test));
        }
      }
      if (vectors.size() != root.get("numberOfTests").intValue()) {
        throw new AssertionError("the file is not whole");
      }
      return vectors;
    }
  }
}
