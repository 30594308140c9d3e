// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

import io.privity.api.caller.Caller;
import io.privity.api.privacy.Subject;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept of a subject's own say, for the answer to a request, which is recorded as one. */
@Component(service = SubjectRecords.class)
public final class SubjectRecords {
  private final Standings standings;
  private final Disclosures disclosures;

  @Activate
  public SubjectRecords(@Reference Standings standings, @Reference Disclosures disclosures) {
    this.standings = standings;
    this.disclosures = disclosures;
  }

  public List<Consent> consents(Caller caller, Subject subject) {
    return standings.consents(caller, subject.leaf());
  }

  public List<Disclosures.Disclosure> disclosures(Caller caller, Subject subject) {
    return disclosures.of(caller, subject);
  }
}
