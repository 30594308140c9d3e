// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import io.privity.api.caller.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A bundle's side of the data subjects' rights. A bundle with tables registers exactly one as a
 * service; without it, or with a column that it does not describe, its resources are not served.
 *
 * <p>The caller of each method acts in the subject's tenant, for the rights work alone: who may ask
 * was decided before, and who asks records it, so a holder neither checks roles nor writes audit
 * entries here, and it answers for restricted subjects as for others. Thread-safe. Any exception
 * keeps the request open; it is tried again later, so each method may be called again after it was
 * cut short or succeeded.
 */
@ConsumerType
public interface PersonalDataHolder {
  /** What this bundle keeps, in every column of its tables. Constant, and needs no store. */
  Declaration describe();

  /**
   * All that this bundle keeps of the subject and can erase, for the subject to read: the one
   * inventory behind access, portability, the preview of an erasure, and the proof that nothing was
   * left. What {@link #remains} names is not in it.
   */
  List<Datum> export(Caller caller, Subject subject);

  /**
   * The same data, where its trade has a format for it (Art. 20(1)).
   *
   * @param data those of {@link #export}'s that go along: the others are left out of the files too
   */
  default List<Portable> portable(Caller caller, Subject subject, List<Datum> data) {
    return List.of();
  }

  /**
   * Why this bundle's own law demands that a datum is kept (Art. 17(3)); empty when it may go.
   *
   * @param datum one of {@link #export}'s
   */
  default Optional<Retained> mayErase(Caller caller, Subject subject, Datum datum) {
    return Optional.empty();
  }

  /**
   * What an erasure leaves where it is, since the law demands these records whole, until they end
   * by themselves: such as the entries of the audit log. One for each kind, for the preview and the
   * receipt; whoever answers an access request reads the records themselves. Constant but for the
   * time, and looks at no record.
   */
  default List<Remaining> remains(Caller caller, Subject subject) {
    return List.of();
  }

  /**
   * Destroys what the bundle keeps of the subject under other keys than the subject's own, found by
   * what the subject is recognised by: text that mentions it, such as a rejected row of an import.
   * Runs once the erasure is on the ledger and before the puncture, since afterwards nobody can
   * know the identifiers any more.
   *
   * @param identifiers as {@link Subjects#identifiers} forms them
   */
  default void eraseMentions(Caller caller, Subject subject, Set<String> identifiers) {}

  /**
   * Removes every trace of the subject, but for what {@link #remains} names: rows, and what was
   * opened of it in memory, so that {@link #export} is empty. Runs after the puncture: nothing that
   * was sealed under the subject's leaf opens any more. What must be retained was copied before.
   * Saves nothing, queues nothing.
   */
  void erase(Caller caller, Subject subject);

  /**
   * Told when processing of the subject was restricted or set free (Art. 18), or an objection or
   * withdrawal changed what it may be used for. The state itself is kept by {@code rights} and
   * asked at every use; a holder only drops or rebuilds what it derived before.
   */
  default void restrict(Caller caller, Subject subject, boolean restricted) {}

  /**
   * Corrects data (Art. 16). Every holder is given all corrections, since it may keep copies of
   * another's.
   *
   * @return the ids of the data that were its own and are now corrected
   * @throws io.privity.api.problem.ProblemException when a correction is of its data and invalid
   */
  List<String> rectify(Caller caller, Subject subject, List<Correction> corrections);

  /**
   * The subjects for whom an event that retention counts from ({@link Declaration#events()}) lies
   * before a time, each once, the oldest first.
   *
   * @param limit at most so many
   */
  default List<Due> due(Caller caller, String event, Instant before, int limit) {
    return List.of();
  }

  /**
   * Hands over all that the bundle keeps of the caller's tenant, subjects' data and else, as JSON
   * values: for the complete export when a tenant leaves (Art. 28(3)(g)).
   */
  void exportTenant(Caller caller, Consumer<byte[]> sink);

  /** Drops all rows of a tenant whose key was destroyed, but for what {@link #remains} names. */
  void eraseTenant(UUID tenant);
}
