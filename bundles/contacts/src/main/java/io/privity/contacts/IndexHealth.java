// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import io.privity.contacts.index.IndexStatus;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says when the memory for contacts is too small, and when contacts do not open. */
@Component(property = {HealthCheck.NAME + "=contacts", HealthCheck.TAGS + "=privity"})
public final class IndexHealth implements HealthCheck {
  private static final long MIB = 1024 * 1024;

  private final OpenedContacts contacts;

  @Activate
  public IndexHealth(@Reference OpenedContacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Result execute() {
    IndexStatus status = contacts.status();
    FormattingResultLog log = new FormattingResultLog();
    log.info(
        "{} tenants in memory, {} of {} MiB",
        status.tenants(),
        status.bytes() / MIB,
        status.budget() / MIB);
    if (status.scanned() > 0) {
      log.warn(
          "{} tenants are larger than indexBudget and are searched in the store", status.scanned());
    }
    if (status.damaged() > 0) {
      log.critical("{} contacts failed their integrity check", status.damaged());
    }
    return new Result(log);
  }
}
