// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;

/** Times as ISO-8601 text, in UTC; never numbers. */
final class Times extends SimpleModule {
  private static final long serialVersionUID = 1L;

  Times() {
    super("privity-times");
    add(Instant.class, text -> OffsetDateTime.parse(text).toInstant());
    add(LocalDate.class, LocalDate::parse);
  }

  private <T> void add(Class<T> type, Function<String, T> parse) {
    addSerializer(type, new Writing<>(type));
    addDeserializer(type, new Reading<>(type, parse));
  }

  private static final class Writing<T> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1L;

    Writing(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class Reading<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 64;

    private final transient Function<String, T> parse;

    Reading(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.hasToken(JsonToken.VALUE_STRING) && in.getTextLength() <= LONGEST) {
        try {
          return parse.apply(in.getText());
        } catch (DateTimeException e) {
          // refused below, without the text
        }
      }
      if (ServerProperties.isOwn(in)) {
        return null;
      }
      return context.reportInputMismatch(this, "no ISO-8601 time");
    }
  }
}
