// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

/** A resource that can't be published; the message is for the operator. */
final class UnpublishableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnpublishableException(String message) {
    super(message);
  }
}
