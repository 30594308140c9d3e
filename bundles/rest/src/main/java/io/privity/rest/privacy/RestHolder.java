// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.privacy;

import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import io.privity.rest.replay.KeptAnswers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers that are kept for a day, for clients that repeat a request: copies of what other bundles
 * said of a subject. A copy is not corrected: the data are, and the repeated answer tells what was
 * said then.
 */
@Component
public final class RestHolder implements PersonalDataHolder {
  private static final String CATEGORY = "kept-answer";

  private static final Declaration DECLARATION =
      new Declaration(
          "rest_",
          Map.of(),
          List.of(
              Table.of(
                  "rest_idempotency",
                  "An answer that is given again when its request is repeated",
                  plain("tenant", "the random id of a tenant"),
                  plain("principal", "the random id of a user"),
                  plain("keyhash", "a keyed hash of the client's random key"),
                  plain("request", "a keyed hash, which tells one request from another"),
                  plain("expires", "when the row goes"),
                  plain("leaf", "a random number; its key is gone with its subject"),
                  new Personal(
                      "answer",
                      CATEGORY,
                      "repeated-request",
                      null,
                      "P1D",
                      "answered",
                      List.of()))));

  private final KeptAnswers answers;

  @Activate
  public RestHolder(@Reference KeptAnswers answers) {
    this.answers = answers;
  }

  @Override
  public Declaration describe() {
    return DECLARATION;
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return answers.about(caller, subject.leaf()).stream()
        .map(
            copy ->
                new Datum(
                    "rest:" + copy.id(),
                    CATEGORY,
                    "Answer kept for a repeated request",
                    copy.json(),
                    Datum.Origin.DERIVED,
                    "",
                    copy.since(),
                    subject.purposes()))
        .toList();
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    answers.forget(subject.tenant(), subject.leaf());
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return List.of();
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    answers.forEach(caller, copy -> sink.accept(copy.json()));
  }

  @Override
  public void eraseTenant(UUID tenant) {
    answers.dropTenant(tenant);
  }
}
