// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/** What the log keeps of persons. */
package io.privity.audit.privacy;
