// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.erasure;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Retained;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Holders;
import io.privity.rights.processing.Notices;
import io.privity.rights.request.Fulfilment;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fulfils requests for erasure. */
@Component
public final class ErasureRequests implements Fulfilment {
  private final Erasures erasures;
  private final ErasurePlan plan;
  private final Holders holders;
  private final Notices notices;

  /**
   * What an erasure would do.
   *
   * @param records kinds of records that stay where they are, whole
   * @param waitingFor bundles that must be there first
   * @param recipients who will be told (Art. 19)
   */
  record Preview(
      List<Going> goes, List<Staying> stays, List<Receipt.Records> records, List<String> waitingFor, Set<String> recipients) {}

  /** A datum that will be destroyed. */
  record Going(String datum, String category, String label) {}

  /** A datum that will be retained. */
  record Staying(String datum, String label, String ground, String reason, Instant until) {}

  @Activate
  public ErasureRequests(
      @Reference Erasures erasures,
      @Reference ErasurePlan plan,
      @Reference Holders holders,
      @Reference Notices notices) {
    this.erasures = erasures;
    this.plan = plan;
    this.holders = holders;
    this.notices = notices;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(RequestKind.ERASURE);
  }

  @Override
  public Object preview(Caller caller, Work work) {
    List<ErasurePlan.Item> items = plan.of(caller, work.subject());
    return new Preview(
        items.stream()
            .filter(item -> item.retained() == null)
            .map(ErasurePlan.Item::datum)
            .map(datum -> new Going(datum.id(), datum.category(), datum.label()))
            .toList(),
        items.stream()
            .filter(item -> item.retained() != null)
            .map(ErasureRequests::staying)
            .toList(),
        plan.remains(caller, work.subject()).stream().map(Receipt.Records::of).toList(),
        holders.missing(),
        notices.recipients(caller, work.subject()));
  }

  private static Staying staying(ErasurePlan.Item item) {
    Retained retained = item.retained();
    return new Staying(
        item.datum().id(),
        item.datum().label(),
        retained.ground().code(),
        retained.reason(),
        retained.until());
  }

  @Override
  public Result run(Caller caller, Work work) {
    Erasures.Progress progress = erasures.run(caller, work.subject(), work.request());
    return progress.waitingFor().isEmpty()
        ? new Fulfilled(
            progress.remains().stream()
                .map(
                    one ->
                        new Kept(one.datum(), one.ground(), one.reason(), one.until()))
                .toList())
        : new Waiting(progress.waitingFor());
  }
}
