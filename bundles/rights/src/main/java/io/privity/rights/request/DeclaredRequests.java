// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Datum.Origin;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.Subject;
import io.privity.api.rest.Json;
import io.privity.api.rights.Processing;
import io.privity.rights.privacy.Declared;
import io.privity.rights.store.LinkRows;
import io.privity.rights.store.RequestRow;
import io.privity.rights.store.RequestRow.Key;
import io.privity.rights.store.RequestRows;
import io.privity.rights.store.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is kept of requests. After an erasure the request stays as a record that it was made and
 * answered, without a word of it.
 */
@Component(service = Declared.class)
public final class DeclaredRequests implements Declared {
  private static final String CONTACT = "a pseudonym that leads nowhere once the contact is gone";
  private static final String TIME = "when the tenant took a step";
  private static final String STEP = "how far the tenant's work is";

  private static final Table REQUESTS =
      Table.of(
          "rights_request",
          "A request of a data subject",
          TENANT,
          plain("id", "a random number"),
          plain("contact", CONTACT),
          LEAF,
          plain("spent_leaf", "the number of a key"),
          VERSION,
          plain("kind", "which right is claimed, by whom nobody can tell"),
          plain("state", STEP),
          plain("received_day", TIME),
          plain("due_day", TIME),
          plain("due", TIME),
          plain("reminded", STEP),
          plain("created", TIME),
          plain("verified", TIME),
          plain("extended", TIME),
          plain("told_day", TIME),
          plain("begun", TIME),
          plain("attempts", STEP),
          plain("next_attempt", TIME),
          plain("waits_on", "names of bundles and ids of recipients"),
          plain("code", "a code of this program"),
          plain("closed", TIME),
          Declared.sealed(RequestFile.CATEGORY, Processing.RIGHTS));

  private static final Table KEPT =
      Table.of(
          "rights_request_kept",
          "A datum that was refused",
          TENANT,
          plain("request", "a random number"),
          plain("datum", "a pseudonym: where a datum stood, not what it was"),
          plain("code", "a code of the law"),
          plain("ends", "when the refusal ends"));

  private static final Table LINKS =
      Table.of(
          "rights_intake_link",
          "A link by which a subject makes a request",
          TENANT,
          plain("id", "a random number"),
          plain("contact", CONTACT),
          plain("request", "the id of a request"),
          plain("secret", "the hash of a random number"),
          plain("code", "the keyed hash of a random code"),
          plain("expires", TIME),
          plain("attempts", "a count of wrong codes"),
          plain("used", "when somebody used the link"),
          plain("created", TIME));

  private final Sql sql;
  private final RequestRows rows;
  private final LinkRows links;
  private final RequestFile file;
  private final Strangers strangers;
  private final Json json;

  @Activate
  public DeclaredRequests(
      @Reference Sql sql,
      @Reference RequestRows rows,
      @Reference LinkRows links,
      @Reference RequestFile file,
      @Reference Strangers strangers,
      @Reference Json json) {
    this.sql = sql;
    this.rows = rows;
    this.links = links;
    this.file = file;
    this.strangers = strangers;
    this.json = json;
  }

  @Override
  public List<Table> tables() {
    return List.of(REQUESTS, KEPT, LINKS);
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return rows.ofContact(caller.tenant(), subject.id()).stream()
        .filter(row -> !row.isErased())
        .map(row -> datum(caller, row))
        .toList();
  }

  private Datum datum(Caller caller, RequestRow row) {
    return new Datum(
        "rights:request/" + row.id,
        RequestFile.CATEGORY,
        "Request for %s of %s".formatted(row.kind.code(), LocalDate.ofEpochDay(row.receivedDay)),
        whole(caller, row),
        Origin.PROVIDED,
        "",
        Instant.ofEpochMilli(row.created),
        List.of(Processing.RIGHTS));
  }

  private byte[] whole(Caller caller, RequestRow row) {
    return json.write(file.versioned(caller, row, file.texts(caller, row)).request());
  }

  /** Requests that came without a contact, from an address of the subject, and are closed. */
  @Override
  public void eraseMentions(Caller caller, Subject subject, Set<String> identifiers) {
    strangers.forget(caller, identifiers);
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    rows.blank(caller.tenant(), subject.id());
    links.removeOfContact(caller.tenant(), subject.id());
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    for (String id : rows.ids(caller.tenant())) {
      rows.find(new Key(caller.tenant(), id)).ifPresent(row -> sink.accept(whole(caller, row)));
    }
  }

  @Override
  public void eraseTenant(UUID tenant) {
    sql.removeTenant(tenant, "rights_request_kept", "rights_intake_link", "rights_request");
  }
}
