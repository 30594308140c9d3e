// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Merkle trees, checkpoints and proofs, on the JDK alone: the server and the offline verifier share
 * them.
 */
package io.privity.audit.merkle;
