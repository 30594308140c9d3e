// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is said in a request, by the subject and the tenant's people: personal data, sealed as one.
 * Each may be null.
 *
 * @param note what the subject says
 * @param email where a subject without a contact wants the answer
 * @param channel how the request came
 * @param language what the subject reads
 * @param identity how the identity was established
 * @param extension why it takes longer
 * @param reasons why it, or data of it, are refused, by code
 * @param instructions what was said on fulfilling it, JSON
 */
record Texts(
    String note,
    String email,
    String channel,
    String language,
    String identity,
    String extension,
    Map<String, String> reasons,
    byte[] instructions) {
  static final Texts NONE = new Texts(null, null, null, null, null, null, null, null);

  static Texts of(String note, String email, String channel, String language) {
    return new Texts(note, email, channel, language, null, null, null, null);
  }

  Texts identifiedBy(String how) {
    return new Texts(note, email, channel, language, how, extension, reasons, instructions);
  }

  Texts extendedFor(String reason) {
    return new Texts(note, email, channel, language, identity, reason, reasons, instructions);
  }

  Texts refusedFor(String code, String reason) {
    Map<String, String> all = new TreeMap<>(reasons == null ? Map.of() : reasons);
    all.put(code, reason);
    return new Texts(note, email, channel, language, identity, extension, all, instructions);
  }

  Texts instructedBy(byte[] json) {
    return new Texts(note, email, channel, language, identity, extension, reasons, json);
  }

  /** Never null. */
  byte[] work() {
    return instructions == null ? new byte[0] : instructions;
  }

  String reason(String code) {
    return reasons == null ? null : reasons.get(code);
  }
}
