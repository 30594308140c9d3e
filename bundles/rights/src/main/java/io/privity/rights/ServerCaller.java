// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.rights.Processing;
import java.util.Set;
import java.util.UUID;

/** The server itself, at work on subjects' rights without anybody who asks. */
public final class ServerCaller {
  private ServerCaller() {}

  public static Caller of(UUID tenant, Role... roles) {
    return new Caller(tenant, "rights", -1, "schedule", Set.of(roles), Processing.RIGHTS, "");
  }
}
