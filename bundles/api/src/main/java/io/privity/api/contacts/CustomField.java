// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.contacts;

import java.util.List;

/**
 * A field that the tenant defines for its contacts.
 *
 * @param name the key in {@code custom}: a letter, then letters, digits, {@code _} or {@code -}, 64
 *     at most
 * @param label how people see it; may be null
 * @param type {@code text}, {@code number}, {@code date}, {@code choice} or {@code flag}
 * @param choices the values of a choice; empty for other types
 */
public record CustomField(String name, String label, String type, List<String> choices) {}
