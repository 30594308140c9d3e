// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records as JSON, sealed under a subject's key, as the columns of this bundle keep them. */
@Component(service = SealedJson.class)
public final class SealedJson {
  /** For trees too. It recycles no buffer, which would keep the last document of a thread. */
  public static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build())
          .registerModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new Instants()))
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .setSerializationInclusion(JsonInclude.Include.NON_NULL);

  private final Keyring keyring;

  @Activate
  public SealedJson(@Reference Keyring keyring) {
    this.keyring = keyring;
  }

  public byte[] seal(Caller caller, RecordName name, Object value) {
    return keyring.seal(caller, name, write(value));
  }

  /**
   * @throws io.privity.api.encryption.EncryptionException as {@link Keyring#open} does
   */
  public <T> T open(Caller caller, RecordName name, byte[] sealed, Class<T> type) {
    return read(keyring.open(caller, name, sealed), type);
  }

  /**
   * The same, but empty when the subject was erased: its rows are on their way out, or came back
   * with an older database.
   */
  public <T> Optional<T> openUnlessErased(
      Caller caller, RecordName name, byte[] sealed, Class<T> type) {
    try {
      return Optional.of(open(caller, name, sealed, type));
    } catch (EncryptionException e) {
      if (e.code().equals(EncryptionException.SUBJECT_ERASED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** JSON as this bundle writes it: times as ISO-8601, absent for null. */
  public static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      // its message could quote what was sealed
      throw new IllegalStateException("a sealed record is no " + type.getSimpleName());
    }
  }

  private static final class Instants extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Instants() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(
        String text, com.fasterxml.jackson.databind.DeserializationContext context) {
      return Instant.parse(text);
    }
  }
}
