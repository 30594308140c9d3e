// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Transactions and statements over the one encrypted store, and the marker of a migrated schema.
 */
@Export
@Version("1.0.0")
package io.privity.api.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
