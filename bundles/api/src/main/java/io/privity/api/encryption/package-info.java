// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/** The keyring: sealing, opening, puncturing, and what is derived from the root key. */
@Export
@Version("1.0.0")
package io.privity.api.encryption;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
