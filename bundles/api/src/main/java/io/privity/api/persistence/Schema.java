// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.persistence;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Marks that a bundle's tables are there and up to date. A bundle names its changelog in the
 * manifest header {@code Privity-Changelog}; once it was run, this service appears with the
 * property {@code bundle} set to the bundle's symbolic name, and goes with the bundle. A component
 * that uses tables requires it:
 *
 * <pre>{@code @Reference(target = "(bundle=io.privity.contacts)") Schema schema}</pre>
 */
@ProviderType
public interface Schema {
  /** The service property that names the bundle. */
  String BUNDLE = "bundle";

  /** The symbolic name of the bundle whose changelog was run. */
  String bundle();
}
