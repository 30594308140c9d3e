// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/** The personal-data contract: what every bundle and plugin that keeps personal data signs. */
@Export
@Version("1.0.0")
package io.privity.api.privacy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
