// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

/**
 * What sign-up takes, and nothing else (promise P10).
 *
 * @param email the owner's e-mail address
 * @param password at least 12 characters
 * @param agreement the version of the agreement that is accepted
 * @param invite the operator's invitation code where sign-up is by invitation; null otherwise
 */
public record SignUp(String email, String password, String agreement, String invite) {}
