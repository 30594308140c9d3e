// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.Processing;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.rights.SubjectRequests.State;
import io.privity.rights.Refusals;
import io.privity.rights.SealedJson;
import io.privity.rights.processing.Disclosures;
import io.privity.rights.processing.Notices;
import io.privity.rights.store.DisclosureStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class RectificationTest {
  private static final String TITLE = "contacts:1/title";
  private static final String POINTS = "loyalty:1/points";

  private final RequestOffice office = new RequestOffice();
  private final Subject ada = office.subject();
  private final StoredHolder contacts = new StoredHolder("contacts", Map.of(TITLE, "\"Mr\""));
  private final StoredHolder loyalty = new StoredHolder("loyalty", Map.of(POINTS, "7"));
  private final String id;

  /** Keeps its data as a store does: what is rolled back was never there. */
  private final class StoredHolder extends TestHolder {
    RuntimeException failure;

    StoredHolder(String category, Map<String, String> data) {
      super(category, data);
    }

    @Override
    public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
      Map<String, String> before = new TreeMap<>(data);
      List<String> mine = super.rectify(caller, subject, corrections);
      Map<String, String> after = new TreeMap<>(data);
      data.clear();
      data.putAll(before);
      office.store.transactions().afterCommit(() -> data.putAll(after));
      if (failure != null) {
        throw failure;
      }
      return mine;
    }
  }

  public RectificationTest() {
    office.holder("io.privity.contacts", contacts);
    office.holder("org.example.loyalty", loyalty);
    SealedJson sealed = new SealedJson(office.keyring);
    DisclosureStore disclosed = new DisclosureStore(office.sql);
    Processing permitting =
        (Processing)
            Proxy.newProxyInstance(
                Processing.class.getClassLoader(),
                new Class<?>[] {Processing.class},
                (proxy, method, arguments) -> new Processing.Decision(true, "permitted"));
    Disclosures disclosures =
        new Disclosures(
            office.people,
            permitting,
            disclosed,
            sealed,
            office.audit,
            office.store.transactions());
    disclosures.record(
        office.caller,
        ada.id(),
        new Disclosures.Disclosure(null, "Printer Ltd", List.of("title"), "sales", null));
    notices =
        new Notices(
            disclosures,
            disclosed,
            office.people,
            sealed,
            office.keyring,
            office.audit,
            office.store.transactions());
    office.fulfilments.bindFulfilment(
        new Rectification(office.sql, office.holders, notices, office.json));
    id = office.verified(RequestKind.RECTIFICATION, ada).id();
  }

  private final Notices notices;

  private Request fulfil(String corrections) {
    return office
        .desk
        .fulfil(
            office.caller, id, -1, RequestOffice.utf8("{\"corrections\":[" + corrections + "]}"))
        .request();
  }

  private static String correction(String datum, String json) {
    return "{\"datum\":\"%s\",\"value\":%s}".formatted(datum, json);
  }

  @Test
  public void allHoldersCorrectAndRecipientsAreTold() {
    assertEquals(
        Map.of(
            "corrections",
            List.of(Map.of("datum", TITLE, "known", true, "is", "Mr", "becomes", "Dr")),
            "recipients",
            java.util.Set.of("Printer Ltd")),
        office.desk.preview(
            office.caller,
            id,
            RequestOffice.utf8("{\"corrections\":[" + correction(TITLE, "\"Dr\"") + "]}")));
    Request done = fulfil(correction(TITLE, "\"Dr\"") + "," + correction(POINTS, "null"));
    assertEquals(State.FULFILLED, done.state());
    assertEquals("\"Dr\"", contacts.data.get(TITLE));
    assertEquals("null", loyalty.data.get(POINTS));
    List<Notices.Notice> told = notices.list(office.caller, true, null, 10);
    assertEquals(List.of("Printer Ltd"), told.stream().map(Notices.Notice::recipient).toList());
    assertEquals(id, told.get(0).request());
  }

  @Test
  public void aDatumThatIsNothingNowIsShownSo() {
    loyalty.data.put(POINTS, "null");
    Map<?, ?> preview =
        (Map<?, ?>)
            office.desk.preview(
                office.caller,
                id,
                RequestOffice.utf8("{\"corrections\":[" + correction(POINTS, "8") + "]}"));
    Map<?, ?> change = (Map<?, ?>) ((List<?>) preview.get("corrections")).get(0);
    assertEquals(true, change.get("known"));
    assertNull(change.get("is"));
    assertEquals(8, change.get("becomes"));
  }

  @Test
  public void aCorrectionThatNobodyTookChangesNothing() {
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> fulfil(correction(TITLE, "\"Dr\"") + "," + correction("x:1", "1")));
    assertEquals("unknown-datum", refused.code());
    assertEquals(List.of("x:1"), refused.members().get("data"));
    assertNothingChanged();
  }

  @Test
  public void aWrongValueChangesNothing() {
    loyalty.failure = Refusals.invalid("points", "points are a number");
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> fulfil(correction(TITLE, "\"Dr\"") + "," + correction(POINTS, "\"x\"")));
    assertEquals("invalid-value", refused.code());
    assertNothingChanged();
  }

  private void assertNothingChanged() {
    assertEquals("\"Mr\"", contacts.data.get(TITLE));
    assertEquals("7", loyalty.data.get(POINTS));
    assertEquals(State.IN_PROGRESS, office.read(id).state());
    assertEquals(List.of(), notices.list(office.caller, true, null, 10));
  }

  @Test
  public void oneThatFailsDoesNotKeepTheOthersFromTheirWork() {
    contacts.failure = new IllegalStateException("Mr or Dr");
    Request waiting = fulfil(correction(TITLE, "\"Dr\"") + "," + correction(POINTS, "8"));
    assertEquals(State.WAITING, waiting.state());
    assertEquals("holder-failed", waiting.waiting().code());
    assertEquals(List.of("io.privity.contacts"), waiting.waiting().on());
    assertEquals("8", loyalty.data.get(POINTS));
    assertEquals("\"Mr\"", contacts.data.get(TITLE));
    contacts.failure = null;
    office.execution.holderArrived();
    office.worker.attempt();
    assertEquals(State.FULFILLED, office.read(id).state());
    assertEquals("\"Dr\"", contacts.data.get(TITLE));
    assertEquals(1, notices.list(office.caller, true, null, 10).size());
  }

  @Test
  public void whatTheOneWhoIsAwayMayHaveWaitsForIt() {
    office.away("org.example.points");
    Request waiting = fulfil(correction(TITLE, "\"Dr\"") + "," + correction("points:1", "1"));
    assertEquals(State.WAITING, waiting.state());
    assertEquals(List.of("org.example.points"), waiting.waiting().on());
    assertEquals("\"Dr\"", contacts.data.get(TITLE));
  }

  @Test
  public void wrongInstructionsAreRefused() {
    for (String wrong :
        List.of(
            "",
            correction(TITLE, "1") + "," + correction(TITLE, "2"),
            "{\"value\":1}",
            "{\"datum\":\"contacts:1/title\",\"surprise\":1}",
            "null")) {
      assertEquals(
          wrong,
          400,
          assertThrows(wrong, ProblemException.class, () -> fulfil(wrong)).kind().status());
    }
    assertNothingChanged();
  }
}
