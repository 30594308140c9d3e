// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.tenants.Tenants;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The time zones in which tenants count their days. */
@Component(service = TimeZones.class)
public final class TimeZones {
  private final Tenants tenants;

  @Activate
  public TimeZones(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  /** The zone of the caller's tenant; UTC unless it says another. */
  public ZoneId of(Caller caller) {
    return of(tenants.settings(caller).value());
  }

  /** The zone of a tenant whose settings are at hand. */
  public static ZoneId of(Tenants.Settings tenant) {
    String zone = tenant.timeZone();
    return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
  }
}
