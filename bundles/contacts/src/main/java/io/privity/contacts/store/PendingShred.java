// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import java.util.UUID;

/** A leaf that is to be punctured, since its contact was deleted. */
public record PendingShred(UUID tenant, long leaf) {}
