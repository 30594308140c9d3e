// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.processing;

/**
 * What a tenant processes personal data for (Art. 5(1)(b)).
 *
 * @param name what callers and contacts name it by
 * @param title how people see it
 * @param description what is done, for the subject to read
 * @param basis the letter of Art. 6(1)
 * @param specialBasis the letter of Art. 9(2) where special categories are processed, or null
 * @param marketing true for direct marketing: an objection always wins (Art. 21(3))
 * @param balancingTest why the legitimate interests are not overridden; with basis f, and only then
 */
public record Purpose(
    String name,
    String title,
    String description,
    String basis,
    String specialBasis,
    boolean marketing,
    String balancingTest) {}
