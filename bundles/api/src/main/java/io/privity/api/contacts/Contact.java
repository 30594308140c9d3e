// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.contacts;

import java.util.List;
import java.util.Map;

/**
 * A person in a tenant's address book, and what vCard (RFC 6350) says of one. Any component may be
 * null or empty.
 *
 * @param id a UUIDv7; null before it is created
 * @param birthday ISO 8601, the year optional: {@code 1970-05-21} or {@code --05-21}
 * @param source where the record came from, such as {@code import:…}
 * @param custom the tenant's own fields by name: a String, a Number or a Boolean
 * @param purposes what the record is kept for
 * @param createdAt ISO 8601 UTC
 * @param updatedAt ISO 8601 UTC
 */
public record Contact(
    String id,
    Name name,
    String organization,
    String title,
    List<Email> emails,
    List<Phone> phones,
    List<Address> addresses,
    String birthday,
    List<Url> urls,
    String notes,
    List<String> tags,
    String source,
    Map<String, Object> custom,
    List<String> purposes,
    String createdAt,
    String updatedAt) {

  /**
   * The parts of a name; {@code full} is how it is shown, made from the parts where it is not
   * given.
   */
  public record Name(
      String prefix, String given, String additional, String family, String suffix, String full) {}

  public record Email(String label, String address) {}

  public record Phone(String label, String number) {}

  public record Address(
      String label,
      String street,
      String locality,
      String region,
      String postalCode,
      String country) {}

  public record Url(String label, String url) {}
}
