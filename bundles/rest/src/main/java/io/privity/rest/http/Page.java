// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.tenants.Authenticator;
import io.privity.rest.exchange.Answer;
import java.util.function.Supplier;

/**
 * What is served beside the resources.
 *
 * @param operation the name under which its requests are counted
 * @param readers knows who may see it; null for everyone
 */
record Page(String operation, Authenticator readers, Supplier<Answer> content) {
  static Page open(String operation, Supplier<Answer> content) {
    return new Page(operation, null, content);
  }
}
