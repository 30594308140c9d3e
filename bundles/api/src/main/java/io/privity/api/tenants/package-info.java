// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/** Tenants, their users, credentials and agreements. */
@Export
@Version("1.0.0")
package io.privity.api.tenants;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
