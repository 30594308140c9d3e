// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.Keyring;
import io.privity.api.rights.Suppressions;
import io.privity.rights.ServerCaller;
import io.privity.rights.store.RequestRow;
import io.privity.rights.store.RequestRow.Key;
import io.privity.rights.store.RequestRows;
import io.privity.rights.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shreds what a request without a contact is sealed under: once it belongs to a contact, and so to
 * the contact's leaf, or a year after it was closed; at once when its address is that of somebody
 * who was erased.
 */
@Component(service = Strangers.class)
public final class Strangers {
  static final Duration KEPT = Duration.ofDays(365);
  private static final byte[] NOTHING = {};

  private final Sql sql;
  private final RequestRows rows;
  private final SealedTexts texts;
  private final Suppressions suppressions;
  private final Keyring keyring;
  private final Clock clock;

  @Activate
  public Strangers(
      @Reference Sql sql,
      @Reference RequestRows rows,
      @Reference SealedTexts texts,
      @Reference Suppressions suppressions,
      @Reference Keyring keyring) {
    this(sql, rows, texts, suppressions, keyring, Clock.systemUTC());
  }

  Strangers(
      Sql sql,
      RequestRows rows,
      SealedTexts texts,
      Suppressions suppressions,
      Keyring keyring,
      Clock clock) {
    this.sql = sql;
    this.rows = rows;
    this.texts = texts;
    this.suppressions = suppressions;
    this.keyring = keyring;
    this.clock = clock;
  }

  void shred() {
    rows.strangersClosedBefore(clock.instant().minus(KEPT).toEpochMilli()).forEach(this::spend);
    rows.spent().forEach(this::puncture);
  }

  /**
   * Shreds closed requests whose answer went to an address. An open one is not touched: it may be
   * another person's, and is still to be answered. It goes when it is.
   *
   * @param identifiers as {@link io.privity.api.privacy.Subjects#identifiers} forms them
   */
  void forget(Caller caller, Set<String> identifiers) {
    for (RequestRow row : rows.ofContact(caller.tenant(), "")) {
      String email = row.closed < 0 ? null : texts.open(caller, row).email();
      if (email != null && identifiers.contains(identifier(email))) {
        spend(row.key());
        puncture(row.key());
      }
    }
  }

  /** Notes, in the step that closes a request, that nobody may read it from now on. */
  void close(Caller caller, RequestRow row, Texts said) {
    if (!row.hasContact()
        && said.email() != null
        && !suppressions.suppressed(caller, Set.of(identifier(said.email()))).isEmpty()) {
      row.spentLeaf = row.leaf;
    }
  }

  private static String identifier(String email) {
    return "email:" + email.toLowerCase(Locale.ROOT);
  }

  private void spend(Key key) {
    change(key, row -> row.spentLeaf = row.leaf);
  }

  private void puncture(Key key) {
    change(
        key,
        row -> {
          // another node may have done it a moment ago
          if (row.spentLeaf >= 0) {
            keyring.puncture(ServerCaller.of(row.tenant), row.spentLeaf);
            row.sealed = row.spentLeaf == row.leaf ? NOTHING : row.sealed;
            row.spentLeaf = -1;
          }
        });
  }

  private void change(Key key, Consumer<RequestRow> change) {
    sql.in(
        () -> {
          rows.lock(key)
              .ifPresent(
                  row -> {
                    change.accept(row);
                    rows.update(row);
                  });
          return null;
        });
  }
}
