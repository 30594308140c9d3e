// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.privity.api.problem.Kind;
import io.privity.api.rest.Json;
import io.privity.api.rest.MergePatch;
import io.privity.api.rest.RestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The API's reading and writing of JSON. */
@Component(service = {Json.class, StrictJson.class})
public final class StrictJson implements Json {
  private final ObjectMapper mapper = StrictMapper.INSTANCE;
  private final ObjectWriter writer = mapper.writer();
  // Types of bundles that come and go: forgotten whenever one goes
  private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

  @Activate
  public StrictJson() {}

  @Override
  public byte[] write(Object value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      // the cause may quote values: only its class goes on
      throw new IllegalStateException("cannot write JSON: " + e.getClass().getSimpleName());
    }
  }

  @Override
  public <T> T read(byte[] json, Class<T> type) {
    return type.cast(read(json, (Type) type));
  }

  /** The same for a type with parameters. */
  public Object read(byte[] json, Type type) {
    if (type == MergePatch.class) {
      return patch(json);
    }
    try {
      return present(reader(type).readValue(json));
    } catch (JsonProcessingException e) {
      throw JsonFailures.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T read(InputStream json, Class<T> type) {
    try (JsonParser in = mapper.getFactory().createParser(json)) {
      Object value =
          reader(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(in);
      return type.cast(present(value));
    } catch (JsonProcessingException e) {
      throw JsonFailures.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MergePatch patch(byte[] json) {
    try {
      JsonNode node = mapper.readTree(json);
      if (node == null || !node.isObject()) {
        throw JsonFailures.invalid("");
      }
      return new Patch(mapper, node);
    } catch (JsonProcessingException e) {
      throw JsonFailures.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets what was prepared for types of bundles that may have gone. */
  public void forget() {
    readers.clear();
    mapper.clearCaches();
  }

  private ObjectReader reader(Type type) {
    ObjectReader known = readers.get(type);
    if (known != null) {
      return known;
    }
    JavaType java = mapper.getTypeFactory().constructType(type);
    ObjectReader made = mapper.readerFor(java);
    readers.put(type, made);
    return made;
  }

  private static <T> T present(T value) {
    if (value == null) {
      throw new RestException(
          Kind.INVALID, "invalid-value", "The body is missing.", Map.of("property", ""));
    }
    return value;
  }
}
