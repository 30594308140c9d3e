// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.api.problem.Kind;
import io.privity.api.rights.RightsException;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Finds subjects, while the bundle that keeps their master records is there. */
@Component(service = People.class)
public final class People {
  private final AtomicReference<Subjects> subjects = new AtomicReference<>();

  @Activate
  public People() {}

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindSubjects(Subjects service) {
    subjects.set(service);
  }

  public void unbindSubjects(Subjects service) {
    subjects.compareAndSet(service, null);
  }

  /**
   * @throws RightsException {@code contacts-away} while nobody can say who the people are
   */
  public Subjects subjects() {
    Subjects present = subjects.get();
    if (present == null) {
      throw new RightsException(
          Kind.UNAVAILABLE, "contacts-away", "The contacts are not there now. Try again later.");
    }
    return present;
  }

  /**
   * @throws RightsException {@code no-such-contact}, {@code contacts-away}
   */
  public Subject require(Caller caller, String contact) {
    return subjects()
        .find(caller, contact)
        .orElseThrow(
            () ->
                new RightsException(
                    Kind.NOT_FOUND, "no-such-contact", "There is no such contact."));
  }
}
