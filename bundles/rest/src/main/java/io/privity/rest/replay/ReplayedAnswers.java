// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.Kind;
import io.privity.api.rest.RestException;
import io.privity.rest.exchange.Answer;
import io.privity.rest.exchange.ApiRequest;
import io.privity.rest.jaxrs.Replaying;
import io.privity.rest.problem.Failure;
import io.privity.rest.replay.AnswerStore.Key;
import io.privity.rest.replay.AnswerStore.Row;
import io.privity.rest.replay.AnswerStore.TakenException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the answers of requests with an {@code Idempotency-Key} for 24 hours. The key is taken
 * first, in the transaction of the operation itself: a request that comes at the same time waits on
 * the unique key, and key, change and answer are durable together or not at all. Answers of failed
 * requests are not kept.
 */
@Component(service = Replaying.class)
public final class ReplayedAnswers implements Replaying {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayedAnswers.class);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  static final Duration KEPT = Duration.ofHours(24);
  private static final String NO_TENANT = new UUID(0, 0).toString();
  private static final int TRIES = 3;

  private final Transactions transactions;
  private final Keyring keyring;
  private final AnswerSeal seal;
  private final AnswerStore store;
  private final Clock clock;
  private final ScheduledExecutorService cleaner;

  /**
   * @param schema marks that the table is there
   */
  @Activate
  public ReplayedAnswers(
      @Reference(target = "(bundle=io.privity.rest)") Schema schema,
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource dataSource,
      @Reference Transactions transactions,
      @Reference Keyring keyring) {
    this(dataSource, transactions, keyring, Clock.systemUTC());
  }

  ReplayedAnswers(DataSource dataSource, Transactions transactions, Keyring keyring, Clock clock) {
    this.transactions = transactions;
    this.keyring = keyring;
    this.seal = new AnswerSeal(keyring);
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

  @Override
  public void once(ApiRequest request, Answer answer, Runnable operation) {
    Caller caller = request.caller();
    Key key = key(caller, request.header("Idempotency-Key"));
    String hash = hash(request);
    answer.keepWhole();
    for (int n = 0; n < TRIES; n++) {
      if (first(caller, key, hash, answer, operation)) {
        return;
      }
      Optional<Row> row = transactions.call(() -> store.find(key));
      if (row.isPresent() && row.get().expires() > clock.millis()) {
        replay(caller, key, hash, row.get(), answer);
        return;
      }
      // the other one failed, or its time is over: the key is free
      clean();
    }
    throw pending();
  }

  /**
   * @return false when the key is taken
   */
  private boolean first(Caller caller, Key key, String hash, Answer answer, Runnable operation) {
    try {
      transactions.call(
          () -> {
            store.take(key, hash, clock.millis() + KEPT.toMillis());
            operation.run();
            if (!answer.isSuccess()) {
              throw new NotKeptException();
            }
            Long leaf = leaf(caller, answer);
            store.keep(key, leaf, seal.seal(caller, key, leaf, KeptAnswer.of(answer)));
            return null;
          });
      return true;
    } catch (NotKeptException e) {
      return true;
    } catch (TakenException e) {
      if (e.isWaiting()) {
        throw pending();
      }
      return false;
    }
  }

  private void replay(Caller caller, Key key, String hash, Row row, Answer answer) {
    if (!row.request().equals(hash)) {
      throw new RestException(
          Kind.CONFLICT,
          "idempotency-key-reused",
          "That Idempotency-Key was used for another request.");
    }
    if (row.answer() == null) {
      throw new RestException(
          Kind.GONE,
          EncryptionException.SUBJECT_ERASED,
          "The subject of the first answer to that Idempotency-Key was erased.");
    }
    KeptAnswer.restore(seal.open(caller, key, row), answer);
    answer.headers().put("Idempotency-Replayed", "true");
  }

  /** The subject's leaf, else the caller's own; null where there is none. */
  private static Long leaf(Caller caller, Answer answer) {
    if (caller.isOperator()) {
      return null;
    }
    long leaf = answer.leaf() >= 0 ? answer.leaf() : caller.principalLeaf();
    return leaf < 0 ? null : leaf;
  }

  private Key key(Caller caller, String value) {
    if (!KEY.matcher(value).matches()) {
      throw new RestException(
          Kind.INVALID,
          "invalid-idempotency-key",
          "An Idempotency-Key has 1 to 255 visible ASCII characters.",
          Map.of("header", "Idempotency-Key"));
    }
    // clients like to build keys from the data they send
    byte[] hash = keyring.lookupHash("rest-key", value.getBytes(StandardCharsets.US_ASCII));
    return new Key(
        caller.isOperator() ? NO_TENANT : caller.tenant().toString(),
        caller.principal(),
        HexFormat.of().formatHex(hash));
  }

  private String hash(ApiRequest request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String head =
          request.method()
              + '\n'
              + request.path()
              + '\n'
              + (request.query() == null ? "" : request.query())
              + '\n'
              + request.header("Content-Type")
              + '\n';
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      byte[] hash = keyring.lookupHash("rest-request", digest.digest(request.body()));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
      LOG.warn("expired answers were not removed{}", Failure.trace(e));
    }
  }

  @Deactivate
  public void close() {
    cleaner.shutdownNow();
  }

  /** Rolls back: the answer is no success. */
  private static final class NotKeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKeptException() {
      super(null, null, false, false);
    }
  }
}
