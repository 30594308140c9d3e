// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.privacy.LawfulBasis;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which rights usually go with which basis, as shipped in {@code rights-by-basis.json} (from the
 * W3C Data Privacy Vocabulary's draft, to be confirmed by a lawyer). It informs, and never refuses
 * by itself: Art. 17(1)(c) and (d), for one, may apply under any basis.
 */
public final class RightsByBasis {
  private final Map<LawfulBasis, List<String>> articles = new EnumMap<>(LawfulBasis.class);

  public RightsByBasis() {
    try (InputStream in = RightsByBasis.class.getResourceAsStream("rights-by-basis.json")) {
      new ObjectMapper()
          .readValue(in, new TypeReference<Map<String, List<String>>>() {})
          .forEach((letter, list) -> articles.put(LawfulBasis.of(letter), List.copyOf(list)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The articles, such as {@code 15} or {@code 7(3)}. */
  public List<String> articles(LawfulBasis basis) {
    return articles.get(basis);
  }
}
