// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/** The data subjects' rights: what may be done with whose data, and the requests of subjects. */
@Export
@Version("1.0.0")
package io.privity.api.rights;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
