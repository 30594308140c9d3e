// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/** The log's tables, in plain JDBC. */
package io.privity.audit.store;
