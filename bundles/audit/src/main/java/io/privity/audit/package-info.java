// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/** The tamper-evident log: recording, placing, reading and proving; and the gate that opens it. */
package io.privity.audit;
