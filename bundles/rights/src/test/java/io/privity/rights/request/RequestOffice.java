// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Arrival;
import io.privity.api.rights.SubjectRequests.Identification;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.tenants.Tenants;
import io.privity.rest.json.StrictJson;
import io.privity.rights.Holders;
import io.privity.rights.Office;
import io.privity.rights.People;
import io.privity.rights.Village;
import io.privity.rights.processing.SuppressionList;
import io.privity.rights.store.HolderRegister;
import io.privity.rights.store.KeptRows;
import io.privity.rights.store.LinkRows;
import io.privity.rights.store.RequestRow;
import io.privity.rights.store.RequestRow.Key;
import io.privity.rights.store.RequestRows;
import io.privity.rights.store.Sql;
import io.privity.rights.store.SuppressionStore;
import io.privity.testkit.TestAuditLog;
import io.privity.testkit.TestClock;
import io.privity.testkit.TestKeyring;
import io.privity.testkit.TestStore;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A tenant's office where requests are worked on. */
public final class RequestOffice {
  private final Office office = new Office();
  public final TestStore store = office.store;
  public final TestClock clock = office.clock;
  public final TestKeyring keyring = office.keyring;
  public final TestAuditLog audit = office.audit;
  public final Sql sql = office.sql;
  public final People people = office.people;
  public final Village village = office.village;
  public final Holders holders = office.holders;
  public final Caller caller = office.officer;

  /** What the tenant says of itself. */
  public String zone;

  public String name;
  public String language;

  public final StrictJson json = new StrictJson();
  public final RequestRows rows = new RequestRows(sql);
  public final KeptRows kept = new KeptRows(sql);
  public final LinkRows linkRows = new LinkRows(sql);
  public final Fulfilments fulfilments = new Fulfilments();
  public final SealedTexts texts = new SealedTexts(keyring);
  public final RequestSubjects whose = new RequestSubjects(people);
  public final RequestView view = new RequestView(kept, whose);
  public final SuppressionList suppressions =
      new SuppressionList(new SuppressionStore(sql), keyring, audit, store.transactions());
  public final Strangers strangers = new Strangers(sql, rows, texts, suppressions, keyring, clock);
  public final RequestFile file = new RequestFile(sql, rows, texts, view, strangers, audit, clock);
  public final TimeZones zones = new TimeZones(tenants());
  public final Execution execution = node();
  public final Reminders reminders = new Reminders(sql, rows, audit, clock);
  public final RequestWorker worker = worker(execution);
  public final RequestDesk desk =
      new RequestDesk(
          file,
          new RequestList(rows, view, audit, clock),
          execution,
          new PartialRefusals(file, kept, holders, whose, zones),
          people,
          zones,
          keyring,
          clock);

  public RequestOffice() {
    store.clear();
  }

  /** What a further server on the same store does. */
  public Execution node() {
    return new Execution(
        file, rows, new RefusedData(kept), fulfilments, holders, whose, audit, clock);
  }

  public RequestWorker worker(Execution node) {
    return new RequestWorker(sql, rows, node, reminders, strangers, clock);
  }

  /** Tenants that say of themselves what this office's fields say. */
  public Tenants tenants() {
    return (Tenants)
        Proxy.newProxyInstance(
            Tenants.class.getClassLoader(),
            new Class<?>[] {Tenants.class},
            (proxy, method, arguments) -> {
              Caller asking = (Caller) arguments[0];
              keyring.admit(asking);
              return new Tenants.Versioned<>(
                  new Tenants.Settings(
                      asking.tenant().toString(),
                      name,
                      language,
                      zone,
                      null,
                      null,
                      null,
                      false,
                      "1",
                      null,
                      Instant.EPOCH),
                  1);
            });
  }

  /** A bundle with tables has its holder here. */
  public void holder(String bundle, PersonalDataHolder holder) {
    office.bundlesWithTables.add(bundle);
    holders.add(bundle, holder);
  }

  /** A bundle with tables whose holder was seen once, and is away. */
  public void away(String bundle) {
    office.bundlesWithTables.add(bundle);
    new HolderRegister(sql).remember(bundle, 1);
  }

  /** A new contact of the tenant. */
  public Subject subject() {
    return village.add("Ada", "a note", List.of("sales"), clock.instant());
  }

  /** From now on no contact has a name: who asks for one fails, in a transaction. */
  public void namesFail(RuntimeException failure) {
    people.bindSubjects(
        (Subjects)
            Proxy.newProxyInstance(
                Subjects.class.getClassLoader(),
                new Class<?>[] {Subjects.class},
                (proxy, method, arguments) ->
                    method.getName().equals("displayName")
                        ? store.transactions().call(() -> fail(failure))
                        : method.invoke(village, arguments)));
  }

  private static Object fail(RuntimeException failure) {
    throw failure;
  }

  public Request receive(RequestKind kind, Subject subject) {
    return desk.receive(caller, new Arrival(kind, subject.id(), null, "the note", "telephone"))
        .request();
  }

  public Request verified(RequestKind kind, Subject subject) {
    String id = receive(kind, subject).id();
    return desk.verify(caller, id, -1, new Identification(true, "passport seen")).request();
  }

  public Request read(String id) {
    return desk.read(caller, id).request();
  }

  public RequestRow row(String id) {
    return rows.find(new Key(caller.tenant(), id)).orElseThrow();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
