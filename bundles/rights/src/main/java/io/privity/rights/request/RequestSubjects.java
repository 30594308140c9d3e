// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.privacy.Subject;
import io.privity.api.privacy.Subjects;
import io.privity.rights.People;
import io.privity.rights.store.RequestRow;
import java.util.List;
import java.util.Optional;
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

  /** How the contact is called; null when nobody knows, or it was just erased. */
  String name(Caller caller, RequestRow row) {
    if (!row.hasContact()) {
      return null;
    }
    try {
      return people.present().flatMap(subjects -> name(subjects, caller, row.contact)).orElse(null);
    } catch (EncryptionException e) {
      if (e.code().equals(EncryptionException.SUBJECT_ERASED)) {
        return null;
      }
      throw e;
    }
  }

  private static Optional<String> name(Subjects subjects, Caller caller, String contact) {
    return subjects.find(caller, contact).map(subject -> subjects.displayName(caller, subject));
  }
}
