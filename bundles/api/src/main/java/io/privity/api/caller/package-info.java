// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/** Who asks: the caller, found from the credential alone. */
@Export
@Version("1.0.0")
package io.privity.api.caller;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
