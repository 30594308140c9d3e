// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Imports, which run as jobs and can be reverted, and exports. What the formats are is known in
 * {@code format} alone; contacts are kept by {@code Contacts}.
 */
package io.privity.contacts.exchange;
