// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.Kind;
import io.privity.api.problem.Trace;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.api.rest.RestException;
import io.privity.rest.replay.AnswerStore.Key;
import io.privity.rest.replay.AnswerStore.Row;
import io.privity.rest.replay.AnswerStore.TakenException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the last 24 hours, each with a sealed note. A key is taken first, in the transaction
 * of what is done with it: a request that comes at the same time waits on the unique key, and key,
 * change and note are durable together or not at all.
 */
@Component(service = KeptKeys.class)
public final class KeptKeys {
  private static final Logger LOG = LoggerFactory.getLogger(KeptKeys.class);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  static final Duration KEPT = Duration.ofHours(24);
  private static final String NO_TENANT = new UUID(0, 0).toString();
  private static final int TRIES = 3;

  /**
   * What is kept with a key.
   *
   * @param leaf the subject under whose key it is sealed; negative for none
   */
  record Note(long leaf, byte[] plain) {}

  /**
   * What stands with a key.
   *
   * @param repeated true when an earlier request left it
   */
  record Found(byte[] plain, boolean repeated) {}

  private final Transactions transactions;
  private final Keyring keyring;
  private final NoteSeal seal;
  private final AnswerStore store;
  private final Clock clock;
  private final ScheduledExecutorService cleaner;

  /**
   * @param schema marks that the table is there
   */
  @Activate
  public KeptKeys(
      @Reference(target = "(bundle=io.privity.rest)") Schema schema,
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource dataSource,
      @Reference Transactions transactions,
      @Reference Keyring keyring) {
    this(dataSource, transactions, keyring, Clock.systemUTC());
  }

  KeptKeys(DataSource dataSource, Transactions transactions, Keyring keyring, Clock clock) {
    this.transactions = transactions;
    this.keyring = keyring;
    this.seal = new NoteSeal(keyring);
    this.store = new AnswerStore(dataSource);
    this.clock = clock;
    cleaner =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "privity-expired-answers");
              thread.setDaemon(true);
              return thread;
            });
    cleaner.scheduleWithFixedDelay(this::clean, 5, 15, TimeUnit.MINUTES);
  }

  /**
   * @param value the header as it came
   * @param request tells one request from another
   * @param first what to do once the key is taken, in its transaction
   */
  Found once(Caller caller, String value, byte[] request, Supplier<Note> first) {
    Key key = key(caller, value);
    String hash = HexFormat.of().formatHex(keyring.lookupHash("rest-request", request));
    for (int n = 0; n < TRIES; n++) {
      try {
        return new Found(take(caller, key, hash, first), false);
      } catch (TakenException e) {
        if (e.isWaiting()) {
          throw pending();
        }
      }
      Optional<Row> row = transactions.call(() -> store.find(key));
      if (row.isPresent() && row.get().expires() > clock.millis()) {
        if (!row.get().request().equals(hash)) {
          throw reused();
        }
        if (row.get().answer() == null) {
          throw erased();
        }
        return new Found(seal.open(caller, key, row.get()), true);
      }
      // the other one failed, or its time is over: the key is free
      clean();
    }
    throw pending();
  }

  private byte[] take(Caller caller, Key key, String hash, Supplier<Note> first) {
    return transactions.call(
        () -> {
          store.take(key, hash, clock.millis() + KEPT.toMillis());
          Note note = first.get();
          Long leaf = caller.isOperator() || note.leaf() < 0 ? null : note.leaf();
          store.keep(key, leaf, seal.seal(caller, key, leaf, note.plain()));
          return note.plain();
        });
  }

  private Key key(Caller caller, String value) {
    if (!KEY.matcher(value).matches()) {
      throw new RestException(
          Kind.INVALID,
          "invalid-idempotency-key",
          "An Idempotency-Key has 1 to 255 visible ASCII characters.",
          Map.of("header", IdempotencyKeys.HEADER));
    }
    // clients like to build keys from the data they send
    byte[] hash = keyring.lookupHash("rest-key", value.getBytes(StandardCharsets.US_ASCII));
    return new Key(
        caller.isOperator() ? NO_TENANT : caller.tenant().toString(),
        caller.principal(),
        HexFormat.of().formatHex(hash));
  }

  private static RestException reused() {
    return new RestException(
        Kind.CONFLICT,
        "idempotency-key-reused",
        "That Idempotency-Key was used for another request.");
  }

  private static RestException erased() {
    return new RestException(
        Kind.GONE,
        EncryptionException.SUBJECT_ERASED,
        "The subject of the first request with that Idempotency-Key was erased.");
  }

  private static RestException pending() {
    return new RestException(
        Kind.CONFLICT,
        "idempotency-key-in-use",
        "The first request with that Idempotency-Key has not ended yet.");
  }

  private void clean() {
    try {
      transactions.call(
          () -> {
            store.dropExpired(clock.millis());
            return null;
          });
    } catch (RuntimeException e) {
      LOG.warn("expired answers were not removed{}", Trace.of(e));
    }
  }

  @Deactivate
  public void close() {
    cleaner.shutdownNow();
  }
}
