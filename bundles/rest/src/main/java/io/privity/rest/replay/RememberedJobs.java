// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.api.caller.Caller;
import io.privity.api.rest.IdempotencyKeys;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the id of a job for its key. */
@Component(service = IdempotencyKeys.class)
public final class RememberedJobs implements IdempotencyKeys {
  private final KeptKeys keys;

  @Activate
  public RememberedJobs(@Reference KeptKeys keys) {
    this.keys = keys;
  }

  @Override
  public String once(Caller caller, String key, byte[] request, Supplier<String> start) {
    if (key == null) {
      return start.get();
    }
    Supplier<KeptKeys.Note> job =
        () ->
            new KeptKeys.Note(caller.principalLeaf(), start.get().getBytes(StandardCharsets.UTF_8));
    return new String(keys.once(caller, key, request, job).plain(), StandardCharsets.UTF_8);
  }
}
