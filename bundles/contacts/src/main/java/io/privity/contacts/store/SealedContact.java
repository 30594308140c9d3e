// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.store;

import java.util.UUID;

/**
 * A contact as the store has it.
 *
 * @param leaf the subject's leaf in the tenant's tree
 * @param sealed the document, sealed under that leaf for this id and version
 */
public record SealedContact(UUID id, long leaf, long version, byte[] sealed) {}
