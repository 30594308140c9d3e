// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import io.privity.rights.People;
import io.privity.rights.store.RequestRow;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whose requests are: they go on when a subject is gone, or when nobody can tell of it now. */
@Component(service = RequestSubjects.class)
public final class RequestSubjects {
  private final People people;

  @Activate
  public RequestSubjects(@Reference People people) {
    this.people = people;
  }

  /** The subject of a request with a contact. */
  Subject of(Caller caller, RequestRow row) {
    return people
        .present()
        .flatMap(subjects -> subjects.find(caller, row.contact))
        .orElseGet(() -> new Subject(row.tenant, row.contact, row.leaf, List.of()));
  }

  /** How the contact is called; null when nobody knows. */
  String name(Caller caller, RequestRow row) {
    if (!row.hasContact()) {
      return null;
    }
    return people
        .present()
        .flatMap(
            subjects ->
                subjects
                    .find(caller, row.contact)
                    .map(subject -> subjects.displayName(caller, subject)))
        .orElse(null);
  }
}
