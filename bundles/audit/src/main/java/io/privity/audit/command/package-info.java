// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/** The log at the console. */
package io.privity.audit.command;
