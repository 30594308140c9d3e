// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/** The gate between the bundles that keep personal data and those whom it is served to. */
@Export
@Version("1.0.0")
package io.privity.api.gate;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
