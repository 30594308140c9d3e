// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.exchange;

import io.privity.api.caller.Caller;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A request as the resources' side sees it, after the front door.
 *
 * @param path as it came, not decoded
 * @param query as it came, or null; never logged
 * @param headers those that resources may see, names in any case
 * @param body the whole body; null when it is streamed
 * @param stream the body of a bulk operation; null otherwise
 * @param address the client's address as text
 * @param caller null without a valid credential
 */
public record ApiRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    InputStream stream,
    String address,
    Caller caller) {

  public String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }
}
