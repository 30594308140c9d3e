// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rights;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one decision whether a subject's data may be used (promise P16): asked by every path that
 * reads or uses personal data, each time, since what was permitted a moment ago may be restricted,
 * objected to or withdrawn now. Without this service nothing is permitted. Thread-safe.
 */
@ProviderType
public interface Processing {
  /** Storage alone, always permitted (Art. 18(2)). */
  String STORAGE = "storage";

  /** Work on a subject's own rights. */
  String RIGHTS = "rights";

  /** The establishment, exercise or defence of legal claims (Art. 18(2)). */
  String LEGAL_CLAIMS = "legal-claims";

  /** The protection of the rights of another person (Art. 18(2)). */
  String OTHERS_RIGHTS = "others-rights";

  /** Reasons of important public interest (Art. 18(2)). */
  String PUBLIC_INTEREST = "public-interest";

  /**
   * Whether the subject's data may be used for a purpose.
   *
   * @param purpose one that the tenant defined, {@code unassigned}, or one of this interface's,
   *     which are open to owners and privacy officers
   */
  Decision permits(Caller caller, Subject subject, String purpose);

  /**
   * What is permitted for the purpose that the caller names, as it stands now: for lists, where
   * each subject is asked after. To be dropped with the request.
   */
  Permission permission(Caller caller);

  /** Whether the caller's tenant has such a purpose, or it is {@code unassigned}. */
  boolean isDefined(Caller caller, String purpose);

  /** What {@link #permission} gives. */
  @FunctionalInterface
  interface Permission {
    /**
     * @param leaf the subject's leaf
     * @param purposes what the tenant keeps the subject for
     */
    boolean covers(long leaf, List<String> purposes);
  }

  /**
   * @param code why: {@code permitted}, or {@code restricted}, {@code objected}, {@code
   *     no-consent}, {@code not-for-purpose}, {@code unknown-purpose}, {@code role-too-low}
   */
  record Decision(boolean permitted, String code) {}
}
