// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.problem.Kind;
import io.privity.api.rest.RestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.Consumes;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.Provider;

/** Reads the forms of HTML pages: names and values in UTF-8, escaped, as browsers send them. */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
final class FormReader implements MessageBodyReader<MultivaluedMap<String, String>> {
  private static final int MOST_FIELDS = 100;
  private static final int HEX = 16;

  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
    return type == MultivaluedMap.class;
  }

  @Override
  public MultivaluedMap<String, String> readFrom(
      Class<MultivaluedMap<String, String>> type,
      Type generic,
      Annotation[] notes,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    if (text.isEmpty()) {
      return form;
    }
    String[] fields = text.split("&", MOST_FIELDS + 1);
    if (fields.length > MOST_FIELDS) {
      throw malformed();
    }
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals <= 0) {
        throw malformed();
      }
      form.add(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
    }
    return form;
  }

  private static String decode(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        bytes.write(digit(escaped, i + 1) * HEX + digit(escaped, i + 2));
        i += 2;
      } else if (c > ' ' && c < 0x7f) {
        bytes.write(c == '+' ? ' ' : c);
      } else {
        throw malformed();
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static int digit(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), HEX) : -1;
    if (digit < 0) {
      throw malformed();
    }
    return digit;
  }

  private static RestException malformed() {
    return new RestException(
        Kind.INVALID, "malformed-form", "The body is not a form of at most 100 fields in UTF-8.");
  }
}
