// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import io.privity.api.caller.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Who the people of a tenant are; the bundle that keeps their master record answers. Rights work:
 * restricted subjects are found too, and nothing is audited here, since the asking service records
 * what it does. Thread-safe.
 */
@ConsumerType
public interface Subjects {
  /** The subject with that record; empty when the caller's tenant has none. */
  Optional<Subject> find(Caller caller, String id);

  /**
   * What a subject is recognised by when it comes again, in one form for each: {@code
   * email:ada@example.org}, {@code phone:41440000000}. For suppression after an erasure.
   */
  Set<String> identifiers(Caller caller, Subject subject);

  /** How the subject is named to the tenant's people, such as in a request's list. */
  String displayName(Caller caller, Subject subject);

  /**
   * Where a text speaks of other people of the tenant (Art. 15(4)): their names and what they are
   * recognised by.
   *
   * @param self the subject whose text it is, and who may read of itself
   * @return the passages, in their order, not overlapping
   */
  List<Passage> mentions(Caller caller, Subject self, String text);

  /**
   * A passage of a text.
   *
   * @param start of its first character
   * @param end behind its last character
   */
  record Passage(int start, int end) {}

  /** Hands over every subject of the caller's tenant. */
  void forEach(Caller caller, Consumer<Subject> sink);
}
