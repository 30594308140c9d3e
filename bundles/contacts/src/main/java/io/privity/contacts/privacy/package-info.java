// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The bundle's side of the subjects' rights: who its people are, and what it keeps of each. It asks
 * nobody for permission, since it serves those who give it.
 */
package io.privity.contacts.privacy;
