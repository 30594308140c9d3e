// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The formats of imports and exports: bytes in, contacts out, and back. Pure: nothing here knows a
 * store, a caller or the network.
 */
package io.privity.contacts.exchange.format;
