// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.audit.Recording;
import io.privity.api.rest.Document;
import io.privity.api.rest.ETags;
import io.privity.rest.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Provider;

/** Writes records, maps, lists, pages and documents in one piece. */
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
final class JsonWriter implements MessageBodyWriter<Object> {

  /** A stream that takes the array itself, which spares a copy, and lets it leave in time. */
  interface Whole {
    void take(byte[] json, long leaf, Recording recording);
  }

  private final StrictJson json;

  JsonWriter(StrictJson json) {
    this.json = json;
  }

  @Override
  public boolean isWriteable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
    return type != byte[].class
        && type != String.class
        && !InputStream.class.isAssignableFrom(type)
        && !StreamingOutput.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] notes,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    byte[] bytes;
    long leaf = -1;
    Recording recording = Recording.DURABLE;
    if (value instanceof Document document) {
      bytes = document.ahead();
      leaf = document.leaf();
      recording = document.recording();
      if (document.version() >= 0 && !headers.containsKey(HttpHeaders.ETAG)) {
        headers.putSingle(HttpHeaders.ETAG, ETags.of(document.version()));
      }
    } else {
      bytes = json.write(value);
    }
    if (out instanceof Whole whole) {
      whole.take(bytes, leaf, recording);
    } else {
      recording.await();
      out.write(bytes);
    }
  }
}
