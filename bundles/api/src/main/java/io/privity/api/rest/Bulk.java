// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that takes a large body: the limit on bodies is the one for bulk (64 MiB by default,
 * else 1 MiB), and the time it may take is longer. Its answer is not kept for an {@code
 * Idempotency-Key}: an operation that honours one uses {@link IdempotencyKeys}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Bulk {}
