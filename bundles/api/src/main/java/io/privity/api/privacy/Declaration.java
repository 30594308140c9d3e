// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a bundle keeps: every column of every table of its own, classified.
 *
 * @param prefix what the names of its tables begin with, such as {@code contacts_}
 * @param events the events that retention may count from, by name, each with a few words: {@code
 *     created}, {@code changed}
 * @param tables in the order in which people should read them
 */
public record Declaration(String prefix, Map<String, String> events, List<Table> tables) {
  /** The retention of what lives as long as the record of its subject. */
  public static final String WITH_SUBJECT = "with-subject";

  public Declaration {
    Objects.requireNonNull(prefix);
    events = Map.copyOf(events);
    tables = List.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param what what a row is, in a few words
   */
  public record Table(String name, String what, List<Column> columns) {
    public Table {
      Objects.requireNonNull(name);
      Objects.requireNonNull(what);
      columns = List.copyOf(columns);
    }

    public static Table of(String name, String what, Column... columns) {
      return new Table(name, what, List.of(columns));
    }
  }

  /** A column: personal data, or not, and then why not. */
  public sealed interface Column {
    String name();
  }

  /**
   * A column with personal data; it is binary, since it is sealed.
   *
   * @param category such as {@code contact}
   * @param purpose what it is kept for, such as {@code customer-management}
   * @param basis the lawful basis, or null where that is the one of the purposes that the tenant
   *     keeps the subject for
   * @param retention an ISO-8601 period from the event, or {@link #WITH_SUBJECT}
   * @param event the event it counts from; empty with {@link #WITH_SUBJECT}
   * @param recipients who else is given it; empty for nobody
   */
  public record Personal(
      String name,
      String category,
      String purpose,
      LawfulBasis basis,
      String retention,
      String event,
      List<String> recipients)
      implements Column {
    public Personal {
      Objects.requireNonNull(name);
      Objects.requireNonNull(category);
      Objects.requireNonNull(purpose);
      Objects.requireNonNull(retention);
      Objects.requireNonNull(event);
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * A column without personal data.
   *
   * @param reason why it has none, such as {@code a random number}
   */
  public record NotPersonal(String name, String reason) implements Column {
    public NotPersonal {
      Objects.requireNonNull(name);
      if (reason.isBlank()) {
        throw new IllegalArgumentException("reason");
      }
    }
  }

  /** A sealed column that lives and goes with its subject, under the tenant's purposes. */
  public static Column withSubject(String name, String category, String purpose) {
    return new Personal(name, category, purpose, null, WITH_SUBJECT, "", List.of());
  }

  /** A column without personal data, and why. */
  public static Column plain(String name, String reason) {
    return new NotPersonal(name, reason);
  }
}
