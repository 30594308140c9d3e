// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import io.privity.api.audit.AuditEvent;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.State;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DecisionReviewsTest {
  private final RequestOffice office = new RequestOffice();
  private final String id;

  public DecisionReviewsTest() {
    office.fulfilments.bindFulfilment(new DecisionReviews(office.sql, office.json, office.audit));
    id = office.verified(RequestKind.AUTOMATED_DECISION, office.subject()).id();
  }

  private Request fulfil(String review) {
    return office.desk.fulfil(office.caller, id, -1, RequestOffice.utf8(review)).request();
  }

  @Test
  public void aReviewIsRecordedWithItsOutcome() {
    office.away("org.example.loyalty");
    Request done = fulfil("{\"outcome\":\"changed\",\"statement\":\"The score was wrong.\"}");
    assertEquals(State.FULFILLED, done.state());
    assertEquals(
        Map.of("outcome", "changed", "statement", "The score was wrong."), done.instructions());
    AuditEvent review =
        office.audit.events().stream()
            .filter(event -> event.operation().equals("rights.decision-reviewed"))
            .findFirst()
            .orElseThrow();
    assertEquals("changed", review.detail());
    assertFalse(office.store.dump().contains("The score was wrong."));
  }

  @Test
  public void aReviewSaysWhatItCameToAndWhy() {
    for (String wrong :
        List.of(
            "",
            "{\"outcome\":\"changed\"}",
            "{\"outcome\":\"maybe\",\"statement\":\"s\"}",
            "{\"statement\":\"s\"}",
            "{\"outcome\":\"changed\",\"statement\":\"s\",\"by\":\"robot\"}")) {
      assertEquals(
          wrong,
          400,
          assertThrows(wrong, ProblemException.class, () -> fulfil(wrong)).kind().status());
      assertEquals(State.IN_PROGRESS, office.read(id).state());
    }
  }
}
