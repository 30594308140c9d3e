// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Set;

/** Lets a client send back what it got: the server's own properties are skipped at the top. */
final class ServerProperties extends DeserializationProblemHandler {
  private static final Set<String> OWN = Set.of("id", "createdAt", "updatedAt");

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser in,
      JsonDeserializer<?> deserializer,
      Object beanOrClass,
      String name)
      throws IOException {
    if (OWN.contains(name) && isTop(in, context.getParser())) {
      in.skipChildren();
      return true;
    }
    return false;
  }

  /** True for the plain value of such a property that the body's own type has too. */
  static boolean isOwn(JsonParser in) {
    JsonStreamContext object = in.getParsingContext();
    return in.currentToken().isScalarValue()
        && OWN.contains(object.getCurrentName())
        && object.getParent() != null
        && object.getParent().inRoot();
  }

  /**
   * Whether the property stands in the outermost object.
   *
   * @param in where the property is read: of a record, Jackson reads unknown ones later, from a
   *     copy
   * @param body the parser of the body
   */
  private static boolean isTop(JsonParser in, JsonParser body) {
    JsonStreamContext object = body.getParsingContext();
    if (in == body && body.currentToken().isStructStart()) {
      object = object.getParent();
    } else if (in != body && body.hasToken(JsonToken.END_OBJECT)) {
      // the record's own context has ended
      return object.inRoot();
    }
    return object.getParent() != null && object.getParent().inRoot();
  }
}
