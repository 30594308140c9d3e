// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import io.privity.api.audit.AuditEvent;
import io.privity.api.audit.AuditException;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import io.privity.api.encryption.Anchors;
import io.privity.api.encryption.Signer;
import io.privity.api.persistence.Schema;
import io.privity.api.persistence.Transactions;
import io.privity.api.problem.Kind;
import io.privity.audit.merkle.Checkpoint;
import io.privity.audit.merkle.Origin;
import io.privity.audit.store.Connections;
import io.privity.audit.store.Heads;
import io.privity.audit.store.LogName;
import io.privity.audit.store.ServerId;
import java.time.Clock;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers {@link AuditLog} once the store agrees with its anchors, and not before: every other
 * service needs the log, so a store that was rolled back serves nobody. Thread-safe.
 */
@Component(service = AuditGate.class, immediate = true, configurationPid = "io.privity.audit")
@Designate(ocd = AuditConfiguration.class)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"io.privity.api.audit.AuditLog\"")
public final class AuditGate {
  private static final Logger LOG = LoggerFactory.getLogger(AuditGate.class);

  private final Function<AuditLog, Runnable> publisher;
  private final Connections connections;
  private final Transactions transactions;
  private final Anchors anchors;
  private final Clock clock;
  private final Period retention;
  private final CheckpointSigner signer;
  private final EntryWriter writer;
  private final AnchorCheck check;
  private List<AnchorCheck.Behind> behind = List.of();
  private OpenLog open;
  private Runnable unpublish = () -> {};

  @Activate
  public AuditGate(
      BundleContext context,
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference Transactions transactions,
      @Reference Signer signer,
      @Reference Anchors anchors,
      @Reference(target = "(bundle=io.privity.audit)") Schema schema,
      AuditConfiguration configuration) {
    this(
        log -> publish(context, log),
        source,
        transactions,
        signer,
        anchors,
        Clock.systemUTC(),
        RetentionPeriod.of(configuration));
  }

  /**
   * @param publisher makes the log known, and answers with what takes it back
   */
  AuditGate(
      Function<AuditLog, Runnable> publisher,
      DataSource source,
      Transactions transactions,
      Signer signer,
      Anchors anchors,
      Clock clock,
      Period retention) {
    this.publisher = publisher;
    this.connections = new Connections(source);
    this.transactions = transactions;
    this.anchors = anchors;
    this.clock = clock;
    this.retention = retention;
    this.signer = new CheckpointSigner(signer, serverId());
    this.writer = new EntryWriter(clock);
    this.check = new AnchorCheck(connections, this.signer);
    open();
  }

  private static Runnable publish(BundleContext context, AuditLog log) {
    ServiceRegistration<AuditLog> registration = context.registerService(AuditLog.class, log, null);
    return registration::unregister;
  }

  private String serverId() {
    return transactions.call(
        () ->
            connections.use(
                connection -> {
                  String known = ServerId.read(connection).orElse(null);
                  if (known == null) {
                    known = UUID.randomUUID().toString();
                    ServerId.insert(connection, known);
                  }
                  return known;
                }));
  }

  private synchronized void open() {
    behind = check.compare(anchors.load());
    if (!behind.isEmpty()) {
      LOG.error(
          "The store was rolled back: {} audit log(s) are behind the vault. Nothing is served."
              + " See privity:health.",
          behind.size());
      return;
    }
    OpenLog opening =
        new OpenLog(connections, transactions, anchors, signer, writer, clock, retention);
    opening.start();
    open = opening;
    unpublish = publisher.apply(opening.log());
  }

  @Deactivate
  synchronized void close() {
    if (open != null) {
      unpublish.run();
      open.close();
      open = null;
    }
  }

  /** What the operator is told about the logs that are behind their anchors; none normally. */
  public synchronized List<String> rolledBack() {
    return behind.stream().map(log -> log.origin() + ": " + log.why()).toList();
  }

  /** What is wrong with the running log; none normally, and none while it is not open. */
  synchronized List<String> troubles() {
    if (open == null) {
      return List.of();
    }
    List<String> troubles = new ArrayList<>();
    if (!open.isRunning()) {
      troubles.add("Entries get no place in the log: the store refuses them.");
    }
    if (open.isBehind()) {
      troubles.add("Entries have waited for their place in the log for more than 10 s.");
    }
    for (String log : open.damaged()) {
      troubles.add(
          "The log "
              + LogName.shown(log)
              + " is damaged, and its entries stay pending: see privity:audit-verify, and begin it"
              + " anew with privity:audit-new-epoch.");
    }
    if (!open.isAnchoring()) {
      troubles.add("The vault does not take the anchors of the log.");
    }
    return troubles;
  }

  /**
   * Accepts that the store was rolled back: each log that is behind begins anew, on record, and the
   * server serves again. While it serves, the same for logs whose trees are damaged.
   *
   * @return the logs that began anew, by the names of their old epochs
   * @throws AuditException {@code not-rolled-back} when there is nothing to accept
   */
  public synchronized List<String> beginNewEpoch(Caller operator) {
    List<AnchorCheck.Behind> accepted = behind.isEmpty() ? damaged() : behind;
    if (accepted.isEmpty()) {
      throw new AuditException(
          Kind.CONFLICT,
          "not-rolled-back",
          "The store agrees with the vault and no log is damaged: there is nothing to accept.");
    }
    LogAppender appender = new LogAppender(signer, clock);
    new NewEpoch(connections, transactions, appender, writer, anchors).begin(operator, accepted);
    if (open == null) {
      open();
    } else {
      open.retryDamaged();
    }
    if (open != null) {
      open.log()
          .recordRead(
              operator, AuditEvent.of("audit.accept-loss", "").withDetail("" + accepted.size()));
    }
    return accepted.stream().map(log -> log.origin().toString()).toList();
  }

  private List<AnchorCheck.Behind> damaged() {
    if (open == null) {
      return List.of();
    }
    Map<String, Checkpoint> anchored = AnchorCheck.newest(anchors.load());
    List<AnchorCheck.Behind> logs = new ArrayList<>();
    for (String tenant : open.damaged()) {
      Checkpoint last = anchored.get(LogName.shown(tenant));
      if (last == null) {
        last = connections.use(c -> Heads.newest(c, tenant)).orElseThrow().checkpoint();
      }
      logs.add(new AnchorCheck.Behind(Origin.parse(last.origin()), last, "its tree is damaged"));
    }
    return logs;
  }

  /**
   * Verifies stored logs against their trees, checkpoints and anchors.
   *
   * @param tenant a tenant's id or {@code operator}; null for all
   */
  public List<LogReport> verify(Caller operator, String tenant) {
    OpenLog running = running();
    if (running != null) {
      running
          .log()
          .recordRead(operator, AuditEvent.of("audit.verify", tenant == null ? "all" : tenant));
      running.catchUp();
    }
    StoredLogCheck stored = new StoredLogCheck(connections, signer, anchors);
    return (tenant == null ? stored.logs() : List.of(LogName.column(tenant)))
        .stream().map(stored::verify).toList();
  }

  /**
   * The newest checkpoint of a log.
   *
   * @param tenant a tenant's id, or null for the operator's
   * @throws AuditException {@code store-rolled-back}
   */
  public String checkpoint(UUID tenant) {
    Caller operator = Caller.operator("audit");
    return serving()
        .log()
        .checkpoint(
            tenant == null
                ? operator
                : new Caller(
                    tenant,
                    operator.principal(),
                    -1,
                    operator.credential(),
                    operator.roles(),
                    operator.purpose(),
                    ""));
  }

  /**
   * Takes away the bodies of entries that are older than the retention, at once.
   *
   * @param dryRun only counts them
   * @throws AuditException {@code store-rolled-back}
   */
  public PruneReport prune(Caller operator, boolean dryRun) {
    return serving().prune(operator, dryRun);
  }

  /**
   * Hands over the entries of a tenant's log that still have their bodies, the oldest first, each
   * as it was hashed.
   *
   * @throws AuditException {@code store-rolled-back}
   */
  public void forEachEntry(UUID tenant, Consumer<byte[]> sink) {
    serving().forEachEntry(tenant, sink);
  }

  /** True when the newest daily pruning failed, or left something. */
  synchronized boolean isPruningFailing() {
    return open != null && open.isPruningFailing();
  }

  private OpenLog serving() {
    OpenLog running = running();
    if (running == null) {
      throw new AuditException(
          Kind.UNAVAILABLE, AuditException.ROLLED_BACK, "The store was rolled back.");
    }
    return running;
  }

  private synchronized OpenLog running() {
    return open;
  }
}
