// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import io.privity.rest.exchange.Answer;
import io.privity.rest.json.StrictMapper;
import io.privity.rest.replay.AnswerStore.Kept;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept with keys, as data of those whom it is about. Thread-safe. */
@Component(service = KeptAnswers.class)
public final class KeptAnswers {
  private final Transactions transactions;
  private final Keyring keyring;
  private final NoteSeal seal;
  private final AnswerStore store;

  /**
   * A kept answer, or the id of a job.
   *
   * @param id unique in the tenant
   * @param since when it was given
   * @param json what it said
   */
  public record Copy(String id, Instant since, byte[] json) {}

  /**
   * @param schema marks that the table is there
   */
  @Activate
  public KeptAnswers(
      @Reference(target = "(bundle=io.privity.rest)") Schema schema,
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource dataSource,
      @Reference Transactions transactions,
      @Reference Keyring keyring) {
    this(dataSource, transactions, keyring);
  }

  KeptAnswers(DataSource dataSource, Transactions transactions, Keyring keyring) {
    this.transactions = transactions;
    this.keyring = keyring;
    this.seal = new NoteSeal(keyring);
    this.store = new AnswerStore(dataSource);
  }

  /** The answers about a subject of the caller's tenant. */
  public List<Copy> about(Caller caller, long leaf) {
    List<Copy> copies = new ArrayList<>();
    forEach(caller, leaf, copies::add);
    return copies;
  }

  /** Hands over all answers of the caller's tenant, but for those of users who are gone. */
  public void forEach(Caller caller, Consumer<Copy> sink) {
    forEach(caller, null, sink);
  }

  private void forEach(Caller caller, Long leaf, Consumer<Copy> sink) {
    transactions.call(
        () -> {
          store.forEach(
              caller.tenant().toString(),
              leaf,
              kept -> {
                if (kept.row().answer() != null && !isErased(caller, kept)) {
                  sink.accept(copy(caller, kept));
                }
              });
          return null;
        });
  }

  private boolean isErased(Caller caller, Kept kept) {
    Long leaf = kept.row().leaf();
    return leaf != null && keyring.isPunctured(caller.tenant(), leaf);
  }

  private Copy copy(Caller caller, Kept kept) {
    return new Copy(
        kept.key().principal() + '/' + kept.key().hash(),
        Instant.ofEpochMilli(kept.row().expires()).minus(KeptKeys.KEPT),
        json(seal.open(caller, kept.key(), kept.row())));
  }

  /** What is no JSON becomes a text. */
  private static byte[] json(byte[] note) {
    if (!KeptAnswer.is(note)) {
      return text(note);
    }
    Answer answer = new Answer(null);
    KeptAnswer.restore(note, answer);
    String type = answer.contentType();
    boolean json = type != null && type.startsWith("application/json") && answer.length() > 0;
    return json ? answer.body() : text(answer.body());
  }

  private static byte[] text(byte[] utf8) {
    try {
      return StrictMapper.INSTANCE.writeValueAsBytes(new String(utf8, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets the answers about a subject; a repeated request gets none, and acts not anew. */
  public void forget(UUID tenant, long leaf) {
    transactions.call(
        () -> {
          store.forget(tenant.toString(), leaf);
          return null;
        });
  }

  /** Drops all that is kept of a tenant. */
  public void dropTenant(UUID tenant) {
    transactions.call(
        () -> {
          store.dropTenant(tenant.toString());
          return null;
        });
  }
}
