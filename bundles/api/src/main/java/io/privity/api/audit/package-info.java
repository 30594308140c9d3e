// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/** The tamper-evident log: recording, querying and proving. */
@Export
@Version("1.0.0")
package io.privity.api.audit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
