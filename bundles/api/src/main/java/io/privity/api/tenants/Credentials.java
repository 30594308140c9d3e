// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

/** What sign-in takes. */
public record Credentials(String email, String password) {}
