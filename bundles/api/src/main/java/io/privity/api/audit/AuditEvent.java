// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.audit;

import java.util.List;
import java.util.Objects;

/**
 * What was done, in one request. With the caller, the time and a salt it becomes an entry of the
 * log. It is pseudonymous personal data: ids only, never names, addresses or contents.
 *
 * @param operation bundle and act, such as {@code contacts.read}
 * @param outcome how it ended
 * @param records ids of the records touched; for lists of records the subjects alone are enough
 * @param subjects the leaves of the subjects concerned, in any order
 * @param categories the categories of data, such as {@code contact}
 * @param recipient to whom data was disclosed, or an empty string
 * @param detail a stable code that explains a refusal or failure, a count, or an empty string;
 *     never personal data
 */
public record AuditEvent(
    String operation,
    Outcome outcome,
    List<String> records,
    long[] subjects,
    List<String> categories,
    String recipient,
    String detail) {

  private static final long[] NONE = {};

  public AuditEvent {
    Objects.requireNonNull(operation);
    Objects.requireNonNull(outcome);
    records = List.copyOf(records);
    Objects.requireNonNull(subjects);
    categories = List.copyOf(categories);
    Objects.requireNonNull(recipient);
    Objects.requireNonNull(detail);
  }

  /** One record of one subject, done. */
  public static AuditEvent of(String operation, String record, long subject, String category) {
    return new AuditEvent(
        operation, Outcome.OK, List.of(record), new long[] {subject}, List.of(category), "", "");
  }

  /** Something that touches no subject, done. */
  public static AuditEvent of(String operation, String record) {
    return new AuditEvent(operation, Outcome.OK, List.of(record), NONE, List.of(), "", "");
  }

  /** Many records, done: their subjects say which. */
  public static AuditEvent list(String operation, long[] subjects, String category) {
    return new AuditEvent(operation, Outcome.OK, List.of(), subjects, List.of(category), "", "");
  }

  /** Something that was refused, with the stable code of the reason. */
  public static AuditEvent refused(String operation, String code) {
    return new AuditEvent(operation, Outcome.REFUSED, List.of(), NONE, List.of(), "", code);
  }

  /** Something that failed, with the stable code of the reason. */
  public static AuditEvent failed(String operation, String record, String code) {
    return new AuditEvent(operation, Outcome.FAILED, List.of(record), NONE, List.of(), "", code);
  }

  public AuditEvent withDetail(String newDetail) {
    return new AuditEvent(operation, outcome, records, subjects, categories, recipient, newDetail);
  }
}
