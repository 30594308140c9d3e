// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.store;

/**
 * Durable entries without a place in their tree yet.
 *
 * @param tenant the log
 * @param id the id of the first entry
 * @param body one entry a line
 */
public record PendingRow(String tenant, String id, byte[] body) {}
