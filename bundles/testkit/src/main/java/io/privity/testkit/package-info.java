// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0

/** What the unit tests of the bundles share. */
package io.privity.testkit;
