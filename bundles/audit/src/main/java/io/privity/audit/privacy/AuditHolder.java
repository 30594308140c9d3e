// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.privacy;

import static io.privity.api.privacy.Declaration.plain;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Correction;
import io.privity.api.privacy.Datum;
import io.privity.api.privacy.Declaration;
import io.privity.api.privacy.Declaration.Personal;
import io.privity.api.privacy.Declaration.Table;
import io.privity.api.privacy.LawfulBasis;
import io.privity.api.privacy.PersonalDataHolder;
import io.privity.api.privacy.Remaining;
import io.privity.api.privacy.Retained;
import io.privity.api.privacy.Subject;
import io.privity.audit.AuditConfiguration;
import io.privity.audit.AuditGate;
import io.privity.audit.RetentionPeriod;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The log: who did what to whose data, by pseudonyms. An erasure takes no entry, since the log is
 * what proves that the erasure was done, and what the data went through before: entries lose their
 * bodies when their retention ends, those of a tenant that left too. So nothing is exported here;
 * an access request is answered from {@link io.privity.api.audit.AuditLog#entries}.
 */
@Component(configurationPid = "io.privity.audit")
public final class AuditHolder implements PersonalDataHolder {
  private static final String CATEGORY = "access-log";
  private static final String LOG = "the random id of a tenant";
  private static final String EPOCH = "which run of a log it is, a counter";
  private static final String PLACE = "a place in a log, a counter";
  private static final String COUNT = "a number of entries";
  private static final String TIME = "when some entries were written, of nobody in particular";
  private static final String SIGNED = "a signed root hash and a number of entries";

  private final AuditGate gate;
  private final Period retention;
  private final Clock clock;

  @Activate
  public AuditHolder(@Reference AuditGate gate, AuditConfiguration configuration) {
    this(gate, RetentionPeriod.of(configuration), Clock.systemUTC());
  }

  AuditHolder(AuditGate gate, Period retention, Clock clock) {
    this.gate = gate;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public Declaration describe() {
    return new Declaration(
        "audit_",
        Map.of(),
        List.of(
            Table.of(
                "audit_segment",
                "Entries of a log in their order",
                plain("tenant", LOG),
                plain("epoch", EPOCH),
                plain("start_at", PLACE),
                plain("entry_count", COUNT),
                plain("time_from", TIME),
                plain("time_to", TIME),
                entries("body"),
                plain("pruned", "whether the retention of its entries has ended")),
            Table.of(
                "audit_pending",
                "Entries that have no place in their log yet, for a second",
                plain("tenant", LOG),
                plain("id", "a random id"),
                entries("body")),
            Table.of(
                "audit_head",
                "The newest checkpoint of a log",
                plain("tenant", LOG),
                plain("epoch", EPOCH),
                plain("base", PLACE),
                plain("tree_size", COUNT),
                plain("kept_at", TIME),
                plain("witness_day", "a day"),
                plain("note", SIGNED)),
            Table.of(
                "audit_checkpoint",
                "An older checkpoint of a log",
                plain("tenant", LOG),
                plain("epoch", EPOCH),
                plain("tree_size", COUNT),
                plain("note", SIGNED)),
            Table.of(
                "audit_tile",
                "A part of a log's hash tree",
                plain("tenant", LOG),
                plain("epoch", EPOCH),
                plain("tile_level", PLACE),
                plain("tile_index", PLACE),
                plain("hashes", "hashes of entries, each with 128 random bits in it")),
            Table.of(
                "audit_server",
                "The server's id",
                plain("id", "a constant"),
                plain("server", "random"))));
  }

  /**
   * Binary and not sealed: an entry names nobody, and its numbers mean nothing without the rows.
   */
  private Declaration.Column entries(String name) {
    return new Personal(
        name,
        CATEGORY,
        "accountability",
        LawfulBasis.LEGAL_OBLIGATION,
        retention.toString(),
        "recorded",
        List.of());
  }

  @Override
  public List<Datum> export(Caller caller, Subject subject) {
    return List.of();
  }

  @Override
  public List<Remaining> remains(Caller caller, Subject subject) {
    Retained why =
        new Retained(
            Retained.Ground.LEGAL_OBLIGATION,
            "Who works with personal data has to be able to show what was done with it and to"
                + " secure it (Art. 5(2) and 32 GDPR).",
            ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)).plus(retention).toInstant());
    return List.of(new Remaining(CATEGORY, "Log of accesses and changes, without names", why));
  }

  @Override
  public void erase(Caller caller, Subject subject) {
    // its entries remain until their retention ends
  }

  @Override
  public List<String> rectify(Caller caller, Subject subject, List<Correction> corrections) {
    return List.of();
  }

  @Override
  public void exportTenant(Caller caller, Consumer<byte[]> sink) {
    gate.forEachEntry(caller.tenant(), sink);
  }

  @Override
  public void eraseTenant(UUID tenant) {
    // its entries remain until their retention ends
  }
}
