// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The offline verifier: reads an exported log and says whether it is whole, and where not. It needs
 * nothing but the JDK and {@code io.privity.audit.merkle}.
 */
package io.privity.audit.verifier;
