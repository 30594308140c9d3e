// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.encryption;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Placeholder of the puncture branch. */
@ProviderType
public interface ErasureLedger {
  byte[] append(UUID tenant, String subject, long leaf, String request);

  boolean isErased(UUID tenant, String subject);
}
