// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

/**
 * The service properties of a JAX-RS resource. A bundle registers its resource objects as services
 * with the property {@link #PATH}; they are published under {@code /api/v1} while the service is
 * there.
 *
 * <pre>{@code
 * @Component(service = ContactsResource.class, property = Resource.PATH + "=/contacts")
 * @Path("/")
 * public final class ContactsResource { … }
 * }</pre>
 *
 * <p>Each operation carries {@link Allow} or {@link Open}; one that carries neither is refused. A
 * method that needs its caller takes {@code @Context SecurityContext} and asks {@link Callers#of}.
 */
public final class Resource {
  /** The path below {@code /api/v1}, with a leading slash, unique among resources. */
  public static final String PATH = "privity.rest.path";

  private Resource() {}
}
