// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights;

/**
 * What a subject's record says, with the leaf that an answer kept for a repeated request is to be
 * sealed under, so that it goes with the subject.
 */
public record OfSubject<T>(T value, long leaf) {}
