// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Failures that a client may see: one exception type a domain, each with a stable code (RFC 9457).
 */
@Export
@Version("1.0.0")
package io.privity.api.problem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
