// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.tenants.Authenticator;
import io.privity.rest.jaxrs.Publication;
import io.privity.rest.problem.Problem;
import java.util.Optional;

/** Whether the server serves now. */
public interface Gate {
  /**
   * @return why the path is not served now, or null when it is
   */
  Problem closedTo(String path);

  /**
   * @return why the bundle's resources are not served now, or null when they are
   */
  Problem closedTo(Publication publication);

  /** True for a path that is served whatever the server's state. */
  boolean isOpen(String path);

  /** Empty while nobody can be signed in. */
  Optional<Authenticator> authenticator();
}
