// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;

/**
 * What else a subject may do by its link, on the same page as making a request. Each is a component
 * of this bundle. Thread-safe.
 */
public interface IntakeAction {
  /** What the form sends; no kind of request has the same. */
  String code();

  /**
   * What the page calls it.
   *
   * @param language {@code de}, {@code en} or {@code fr}
   */
  String label(String language);

  /** A sentence that says what it does. */
  String hint(String language);

  /**
   * Does it, in the transaction that uses the link up. The identity of whoever sent the form rests
   * on link and code alone.
   *
   * @param link its id, for the record
   */
  void run(Caller caller, Subject subject, String link);
}
