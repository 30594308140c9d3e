// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/** What a bundle that publishes JAX-RS resources needs, and what it hands back. */
@Export
@Version("1.0.0")
package io.privity.api.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
