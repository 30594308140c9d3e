// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static io.privity.rights.Refusals.conflict;

import io.privity.api.problem.Kind;
import io.privity.api.rights.RightsException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the life of a request refuses, said the same way everywhere. */
final class RequestRefusals {
  private RequestRefusals() {}

  static RightsException closed() {
    return conflict("request-closed", "The request is closed, and a closed one never reopens.");
  }

  static RightsException begun() {
    return conflict("request-begun", "What was begun is completed: it goes on by itself.");
  }

  static RightsException unverified() {
    return conflict(
        "identity-not-verified", "First say that the subject's identity is verified: /verify.");
  }

  static RightsException verified() {
    return conflict("identity-verified", "The subject's identity is verified.");
  }

  static RightsException noContact() {
    return conflict("no-contact", "First say which contact's request it is: /assign.");
  }

  static RightsException assigned() {
    return conflict("contact-assigned", "The request belongs to a contact already.");
  }

  static RightsException extended() {
    return conflict("already-extended", "A request is extended once.");
  }

  static RightsException tooLateToExtend() {
    return conflict(
        "too-late-to-extend", "The first month is over, within which an extension is made.");
  }

  /** For a kind whose part of the server is not there. */
  static RightsException notSupported() {
    return new RightsException(
        Kind.UNAVAILABLE,
        "kind-not-supported",
        "The part of the server that fulfils requests of this kind is not there now.");
  }

  static RightsException tooLarge(int bytes) {
    return new RightsException(
        Kind.INVALID,
        "request-too-large",
        "The texts of a request take " + bytes + " bytes at most.");
  }

  static RightsException unknownData(Collection<String> data) {
    return new RightsException(
        Kind.INVALID,
        "unknown-datum",
        "The subject has no such data, or they can't be changed.",
        Map.of("data", List.copyOf(data)));
  }
}
