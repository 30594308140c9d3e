// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.privity.api.encryption.Signer;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the operator certifies of a tenant's end (Art. 28(3)(g)). Times are ISO 8601, and left out
 * where it did not happen.
 *
 * @param exportedAt when the newest export was handed out
 * @param erased the bundles that dropped their rows of the tenant
 * @param remaining what they keep all the same, until its own end
 * @param ownerContactKeptUntil until when the operator keeps the owner's address, if at all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Certificate(
    String tenant,
    String agreement,
    String endRequestedAt,
    String exportedAt,
    String keysDestroyedAt,
    List<String> erased,
    List<Left> remaining,
    String issuedAt,
    String ownerContactKeptUntil) {
  private static final ObjectWriter JSON = new ObjectMapper().writerFor(Certificate.class);

  /** Records that a bundle has to keep, by the ground of Art. 17(3). */
  record Left(String bundle, String label, String ground, String reason, String until) {}

  String signed(Signer signer) {
    try {
      return signer.jws("privity-destruction-certificate+json", JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
