// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import java.util.List;

/**
 * What the verification of a stored log found.
 *
 * @param log the tenant's id, or {@code operator}
 * @param faults none when the log is whole
 */
public record LogReport(String log, long entries, List<String> faults) {}
