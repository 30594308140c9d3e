// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.rest.MergePatch;
import io.privity.rest.json.StrictJson;
import io.privity.rest.problem.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Consumes;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.Provider;

/** Reads bodies into records, strictly. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, JsonReader.MERGE_PATCH})
final class JsonReader implements MessageBodyReader<Object> {
  static final String MERGE_PATCH = "application/merge-patch+json";

  /** A whole body is in memory already; what a bulk operation reads as one value is bounded. */
  private static final int MAX = 1 << 20;

  private final StrictJson json;

  JsonReader(StrictJson json) {
    this.json = json;
  }

  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
    return type != byte[].class && type != String.class && type != InputStream.class;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] notes,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    String charset = media.getParameters().get(MediaType.CHARSET_PARAMETER);
    boolean patch = MERGE_PATCH.equals(media.getType() + '/' + media.getSubtype());
    if (charset != null && !charset.equalsIgnoreCase("utf-8")
        || patch && !MergePatch.class.equals(generic)) {
      throw new NotSupportedException();
    }
    byte[] body = in.readNBytes(MAX + 1);
    if (body.length > MAX) {
      throw Refusals.tooLargeException(MAX);
    }
    return json.read(body, generic);
  }
}
