// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

/**
 * What sign-up gives, once.
 *
 * @param tenant the new tenant's id
 * @param user the owner's id
 * @param recoveryCode shown now and never again; resets the owner's password
 */
public record SignedUp(String tenant, String user, String recoveryCode) {}
