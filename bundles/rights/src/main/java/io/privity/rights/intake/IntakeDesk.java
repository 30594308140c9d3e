// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditLog;
import io.privity.api.audit.Outcome;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.privacy.Subject;
import io.privity.api.problem.Kind;
import io.privity.api.rights.Processing;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.RightsException;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.api.tenants.Tenants;
import io.privity.rights.People;
import io.privity.rights.request.PlainText;
import io.privity.rights.request.RequestDesk;
import io.privity.rights.store.LinkRows;
import io.privity.rights.store.LinkRows.LinkRow;
import io.privity.rights.store.Sql;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where subjects come in by a link. Until the code is right, nothing that happens depends on whose
 * link it is, or whether the tenant still knows that person.
 */
@Component(service = IntakeDesk.class)
public final class IntakeDesk {
  private static final int HASH = 16;

  private final Sql sql;
  private final IntakeLinks links;
  private final LinkRows rows;
  private final IntakeCodes codes;
  private final IntakeActions actions;
  private final RequestDesk requests;
  private final People people;
  private final Tenants tenants;
  private final Keyring keyring;
  private final AuditLog audit;
  private final Clock clock;

  /**
   * An open link.
   *
   * @param caller as whom its user acts
   * @param tenant how the tenant calls itself; null when it does not
   * @param language in which the page is read, if that is known, else the tenant's; may be null
   */
  public record Door(Caller caller, LinkRow link, String tenant, String language) {
    /** The same, read in another language. */
    public Door in(String read) {
      return new Door(caller, link, tenant, read);
    }

    boolean isAnonymous() {
      return link.contact().isEmpty();
    }
  }

  /** What came of a form. */
  public sealed interface Answer {}

  /** Some fields have to be filled in otherwise. */
  public record Faulty(Set<String> fields) implements Answer {}

  /** The code is wrong, and may be tried again. */
  public record WrongCode() implements Answer {}

  /** The link was used, has expired, or was locked for wrong codes. */
  public record Gone() implements Answer {}

  /** The request was received. */
  public record Received(Request request) implements Answer {}

  /** The action was done. */
  public record Done(IntakeAction action) implements Answer {}

  @Activate
  public IntakeDesk(
      @Reference Sql sql,
      @Reference IntakeLinks links,
      @Reference LinkRows rows,
      @Reference IntakeCodes codes,
      @Reference IntakeActions actions,
      @Reference RequestDesk requests,
      @Reference People people,
      @Reference Tenants tenants,
      @Reference Keyring keyring,
      @Reference AuditLog audit) {
    this(
        sql,
        links,
        rows,
        codes,
        actions,
        requests,
        people,
        tenants,
        keyring,
        audit,
        Clock.systemUTC());
  }

  IntakeDesk(
      Sql sql,
      IntakeLinks links,
      LinkRows rows,
      IntakeCodes codes,
      IntakeActions actions,
      RequestDesk requests,
      People people,
      Tenants tenants,
      Keyring keyring,
      AuditLog audit,
      Clock clock) {
    this.sql = sql;
    this.links = links;
    this.rows = rows;
    this.codes = codes;
    this.actions = actions;
    this.requests = requests;
    this.people = people;
    this.tenants = tenants;
    this.keyring = keyring;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The door that an address leads to; empty when the link is not open, or never was.
   *
   * @param client the client's network address
   */
  public Optional<Door> open(String address, String client) {
    return links
        .open(address)
        .filter(link -> link.request().isEmpty())
        .flatMap(link -> door(link, client));
  }

  /** The same for an address that leads to a package. */
  public Optional<Door> openPackage(String address, String client) {
    return links
        .open(address)
        .filter(link -> !link.request().isEmpty())
        .flatMap(link -> door(link, client));
  }

  /**
   * Takes a code for a package. A link can be opened until it expires, or until wrong codes lock
   * it.
   *
   * @return the answer, or empty when the package may be handed over
   */
  public Optional<Answer> admit(Door door, String code) {
    return refusal(door, code == null ? "" : code);
  }

  private Optional<Door> door(LinkRow link, String client) {
    Caller caller =
        new Caller(
            link.tenant(), "subject", -1, link.id(), Set.of(), Processing.RIGHTS, hash(client));
    try {
      Tenants.Settings settings = tenants.settings(caller).value();
      return Optional.of(new Door(caller, link, settings.name(), settings.language()));
    } catch (EncryptionException e) {
      if (e.code().equals(EncryptionException.TENANT_DESTROYED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** As the audit log knows clients. */
  private String hash(String client) {
    byte[] hash = keyring.lookupHash("address", client.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH));
  }

  /** Takes a form. */
  public Answer submit(Door door, IntakeForm form) {
    Set<String> faults = form.faults(ask -> isOffered(ask, door.isAnonymous()), door.isAnonymous());
    if (!faults.isEmpty()) {
      return new Faulty(faults);
    }
    if (!door.isAnonymous()) {
      people.subjects();
    }
    Optional<Answer> refused = refusal(door, form.code());
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      return take(door, form);
    } catch (RightsException e) {
      if (e.kind() == Kind.GONE) {
        return new Gone();
      }
      throw e;
    }
  }

  /** Empty when the code is right. */
  private Optional<Answer> refusal(Door door, String code) {
    LinkRow link = door.link();
    boolean right = codes.matches(link.id(), code, link.code());
    // counted before anything is said, so that guesses at the same time are counted too
    if (!rows.attempt(link, right, clock.millis())) {
      return Optional.of(new Gone());
    }
    if (right) {
      return Optional.empty();
    }
    audit.recordRefusal(door.caller(), wrongCode(link));
    boolean again =
        rows.find(link.tenant(), link.id()).filter(l -> l.isLive(clock.millis())).isPresent();
    return Optional.of(again ? new WrongCode() : new Gone());
  }

  private boolean isOffered(String ask, boolean anonymous) {
    return kind(ask).isPresent() || !anonymous && actions.find(ask).isPresent();
  }

  private static Optional<RequestKind> kind(String ask) {
    return Arrays.stream(RequestKind.values()).filter(kind -> kind.code().equals(ask)).findFirst();
  }

  private Answer take(Door door, IntakeForm form) {
    Optional<Subject> subject =
        door.isAnonymous()
            ? Optional.empty()
            : people.subjects().find(door.caller(), door.link().contact());
    Optional<RequestKind> kind = kind(form.ask());
    if (kind.isPresent()) {
      Request request =
          requests
              .receive(
                  door.caller(),
                  kind.get(),
                  subject,
                  PlainText.optional("note", form.note(), PlainText.LONGEST_NOTE),
                  door.isAnonymous() ? form.email() : null,
                  door.language(),
                  () -> use(door.link()))
              .request();
      return new Received(request);
    }
    IntakeAction action = actions.find(form.ask()).orElseThrow(IntakeDesk::gone);
    return sql.in(
        () -> {
          use(door.link());
          subject.ifPresent(who -> action.run(door.caller(), who, door.link().id()));
          return new Done(action);
        });
  }

  private void use(LinkRow link) {
    if (!rows.use(link, clock.millis())) {
      throw gone();
    }
  }

  private static RightsException gone() {
    return new RightsException(Kind.GONE, "link-gone", "The link is not valid any more.");
  }

  private static AuditEvent wrongCode(LinkRow link) {
    return new AuditEvent(
        "rights.intake",
        Outcome.REFUSED,
        List.of(link.id()),
        new long[0],
        List.of(),
        "",
        "wrong-code");
  }
}
