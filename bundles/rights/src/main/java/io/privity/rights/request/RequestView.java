// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.rights.SubjectRequests.Extension;
import io.privity.api.rights.SubjectRequests.Identity;
import io.privity.api.rights.SubjectRequests.Kept;
import io.privity.api.rights.SubjectRequests.Refused;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.State;
import io.privity.api.rights.SubjectRequests.Wait;
import io.privity.rights.SealedJson;
import io.privity.rights.store.KeptRows;
import io.privity.rights.store.RequestRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows requests to the tenant's people. */
@Component(service = RequestView.class)
public final class RequestView {
  private final KeptRows kept;
  private final RequestSubjects subjects;

  @Activate
  public RequestView(@Reference KeptRows kept, @Reference RequestSubjects subjects) {
    this.kept = kept;
    this.subjects = subjects;
  }

  /** A line of a list, without texts. */
  Request line(Caller caller, RequestRow row, Instant now) {
    return show(caller, row, Texts.NONE, List.of(), now);
  }

  Request whole(Caller caller, RequestRow row, Texts texts, Instant now) {
    List<Kept> refused =
        kept.of(row.key()).stream()
            .map(
                each ->
                    new Kept(
                        each.datum(), each.code(), texts.reason(each.code()), instant(each.ends())))
            .toList();
    return show(caller, row, texts, refused, now);
  }

  private Request show(
      Caller caller, RequestRow row, Texts texts, List<Kept> refused, Instant now) {
    boolean open = !row.state.isClosed();
    Instant due = Instant.ofEpochMilli(row.due);
    Deadline.Stage stage = open ? Deadline.stage(due, now) : Deadline.Stage.AHEAD;
    return new Request(
        row.id,
        row.kind,
        row.state,
        row.hasContact() ? row.contact : null,
        subjects.name(caller, row),
        texts.email(),
        LocalDate.ofEpochDay(row.receivedDay),
        due,
        LocalDate.ofEpochDay(row.dueDay),
        stage == Deadline.Stage.OVERDUE,
        reminder(stage),
        texts.note(),
        texts.channel(),
        texts.language(),
        new Identity(row.verified >= 0, instant(row.verified), texts.identity()),
        row.extended < 0
            ? null
            : new Extension(
                instant(row.extended), LocalDate.ofEpochDay(row.toldDay), texts.extension()),
        wait(row),
        refusal(row, texts),
        refused.isEmpty() ? null : refused,
        texts.instructions() == null ? null : SealedJson.read(texts.instructions(), Object.class),
        Instant.ofEpochMilli(row.created),
        instant(row.closed));
  }

  private static String reminder(Deadline.Stage stage) {
    return switch (stage) {
      case WEEK -> "week";
      case DAY -> "day";
      default -> null;
    };
  }

  private static Wait wait(RequestRow row) {
    return row.state != State.WAITING
        ? null
        : new Wait(
            row.waitsOn,
            row.code.isEmpty() ? null : row.code,
            row.attempts,
            instant(row.nextAttempt));
  }

  private static Refused refusal(RequestRow row, Texts texts) {
    return row.state != State.REFUSED
        ? null
        : new Refused(
            row.code,
            RefusalCode.of(row.code).article(row.kind),
            texts.reason(row.code),
            RefusalCode.REMEDIES);
  }

  private static Instant instant(long millis) {
    return millis < 0 ? null : Instant.ofEpochMilli(millis);
  }
}
