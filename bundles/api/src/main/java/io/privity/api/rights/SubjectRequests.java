// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rights;

import io.privity.api.caller.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The requests of a tenant's data subjects, from receipt to answer. Once closed, a request never
 * reopens; none has any effect on another. Every step is on the audit log. Thread-safe.
 *
 * <p>Where a call takes a version, it is the one that the change is based on, or {@link
 * #ANY_VERSION}.
 */
@ProviderType
public interface SubjectRequests {
  /** Whatever version the request has now. */
  long ANY_VERSION = -1;

  /** How far a request is. */
  enum State {
    RECEIVED,
    /** The subject's identity is in doubt, and is being established (Art. 12(6)). */
    VERIFYING,
    /** The identity is established. */
    IN_PROGRESS,
    /** It was begun, and goes on when a holder or recipient does its part. */
    WAITING,
    FULFILLED,
    REFUSED,
    WITHDRAWN;

    public boolean isClosed() {
      return this == FULFILLED || this == REFUSED || this == WITHDRAWN;
    }
  }

  /**
   * What a request is made from.
   *
   * @param received the day of receipt in the tenant's time zone, from which deadlines count; null
   *     for today
   * @param note what the subject says; may be null
   * @param channel how it came, such as {@code telephone}; may be null
   */
  record Arrival(
      RequestKind kind, String contact, LocalDate received, String note, String channel) {}

  /**
   * What was found on the subject's identity.
   *
   * @param how what it was established by; may be null
   */
  record Identification(Boolean identityVerified, String how) {}

  /**
   * Why a request is refused.
   *
   * @param code {@code manifestly-unfounded}, {@code excessive}, {@code not-applicable-to-basis},
   *     {@code identity-not-verified}; for data of an erasure also a ground of Art. 17(3), see
   *     {@link io.privity.api.privacy.Retained.Ground}
   * @param reason what the subject is told (Art. 12(4))
   * @param data the data that are refused, the request going on for the others; null or empty for
   *     the whole request
   * @param until when the ground of Art. 17(3) ends, or null
   */
  record Refusal(String code, String reason, List<String> data, LocalDate until) {}

  /**
   * Why an answer takes longer (Art. 12(3)).
   *
   * @param told the day on which the subject is told of it; null for today
   */
  record Prolongation(String reason, LocalDate told) {}

  /** What to list; null means any. */
  record Query(State state, RequestKind kind, boolean overdue, String contact) {}

  /** A slice of a list, and where it goes on (null at the end). */
  record Slice(List<Request> items, String next) {}

  /**
   * A request with what an answer about it needs.
   *
   * @param version what its ETag shows
   * @param leaf the leaf of the subject
   */
  record Versioned(Request request, long version, long leaf) {}

  /**
   * A request as the tenant's people see it. What is null is not known, does not apply, or went
   * with the subject; in a list, texts are left out.
   *
   * @param name how the contact is called
   * @param email where a subject who came without a contact wants the answer
   * @param received the day of receipt
   * @param due the last moment of the day by which it must be answered
   * @param dueDate that day
   * @param reminder {@code week} or {@code day}: less than seven days, or one, are left
   * @param language what the subject reads, where it asked by a link
   * @param kept what was refused, datum by datum
   * @param instructions what the tenant's people said on fulfilling it
   */
  record Request(
      String id,
      RequestKind kind,
      State state,
      String contact,
      String name,
      String email,
      LocalDate received,
      Instant due,
      LocalDate dueDate,
      boolean overdue,
      String reminder,
      String note,
      String channel,
      String language,
      Identity identity,
      Extension extension,
      Wait waiting,
      Refused refusal,
      List<Kept> kept,
      Object instructions,
      Instant createdAt,
      Instant closedAt) {}

  /**
   * @param verifiedAt null while it is not established
   */
  record Identity(boolean verified, Instant verifiedAt, String how) {}

  /** The one extension by two months. */
  record Extension(Instant extendedAt, LocalDate told, String reason) {}

  /**
   * Why a request that was begun is not done.
   *
   * @param on bundles, and ids of recipients
   * @param code what failed, or null when nothing did
   * @param nextAttemptAt when it is tried again by itself
   */
  record Wait(List<String> on, String code, int attempts, Instant nextAttemptAt) {}

  /**
   * The refusal, as the subject is told it.
   *
   * @param article of Regulation (EU) 2016/679
   * @param remedies what the subject may do (Art. 12(4))
   */
  record Refused(String code, String article, String reason, List<String> remedies) {}

  /**
   * A datum that was refused.
   *
   * @param until when it goes, or null
   */
  record Kept(String datum, String code, String reason, Instant until) {}

  /**
   * Receives a request. It is due one calendar month after its receipt.
   *
   * @throws RightsException {@code no-such-contact}, {@code invalid-value} (member {@code
   *     property})
   */
  Versioned receive(Caller caller, Arrival arrival);

  /**
   * @throws RightsException {@code no-such-request}
   */
  Versioned read(Caller caller, String id);

  /**
   * The soonest due first.
   *
   * @param after where to go on, as an earlier slice said; null for the start
   */
  Slice list(Caller caller, Query query, String after, int limit);

  /**
   * Gives the request of a subject who came without a contact to one, once.
   *
   * @throws RightsException {@code no-such-request}, {@code no-such-contact}, {@code
   *     contact-assigned}, {@code request-closed}, {@code stale-version}
   */
  Versioned assign(Caller caller, String id, long version, String contact);

  /**
   * @throws RightsException {@code no-such-request}, {@code no-contact}, {@code request-begun},
   *     {@code request-closed}, {@code stale-version}
   */
  Versioned verify(Caller caller, String id, long version, Identification identification);

  /**
   * What {@link #fulfil} would do, for JSON. Changes nothing.
   *
   * @param instructions JSON; may be empty
   * @throws RightsException {@code no-such-request}, {@code no-contact}, {@code request-closed},
   *     {@code kind-not-supported}
   */
  Object preview(Caller caller, String id, byte[] instructions);

  /**
   * Does what the subject asks for, or all of it that can be done now; the rest follows by itself,
   * and the request waits. A request that waits is tried again, with the new instructions if there
   * are any. The same once more, when it is done, changes nothing and answers the same.
   *
   * @param instructions JSON; may be empty
   * @throws RightsException {@code identity-not-verified}, {@code no-such-request}, {@code
   *     request-closed}, {@code stale-version}, {@code kind-not-supported}; what the kind says of
   *     wrong instructions
   */
  Versioned fulfil(Caller caller, String id, long version, byte[] instructions);

  /**
   * Refuses the request, which closes it, or data of it.
   *
   * @throws RightsException {@code invalid-value}, {@code unknown-datum}, {@code
   *     identity-verified}, {@code no-such-request}, {@code request-begun}, {@code request-closed},
   *     {@code stale-version}
   */
  Versioned refuse(Caller caller, String id, long version, Refusal refusal);

  /**
   * Takes two further months, once, within the first.
   *
   * @throws RightsException {@code already-extended}, {@code too-late-to-extend}, {@code
   *     no-such-request}, {@code request-closed}, {@code stale-version}
   */
  Versioned extend(Caller caller, String id, long version, Prolongation prolongation);

  /**
   * The subject wants it no more.
   *
   * @throws RightsException {@code no-such-request}, {@code request-begun}, {@code request-closed},
   *     {@code stale-version}
   */
  Versioned withdraw(Caller caller, String id, long version);
}
