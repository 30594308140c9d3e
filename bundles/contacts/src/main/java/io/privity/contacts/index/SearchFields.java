// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.privity.api.caller.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a document is found by.
 *
 * @param name the folded full name, and after it the parts that it lacks; where there is no name,
 *     what else the contact is known by
 * @param emails the keys of its e-mail addresses
 * @param phones the keys of its telephone numbers
 * @param tags its tags as they are
 * @param purposes what it is kept for
 */
public record SearchFields(
    byte[] name,
    List<String> emails,
    List<String> phones,
    List<String> tags,
    List<String> purposes) {

  /** The purposes of most contacts. */
  static final List<String> UNASSIGNED = List.of(Caller.UNASSIGNED);

  /** Stands between name and parts: no query holds it, and it sorts before all that one may. */
  static final byte SEPARATOR = 1;

  private static final JsonFactory JSON = Documents.json();

  /** Reads them from a document that this bundle wrote. */
  public static SearchFields of(byte[] json) {
    List<String> parts = new ArrayList<>(4);
    List<String> emails = new ArrayList<>(2);
    List<String> phones = new ArrayList<>(2);
    List<String> tags = new ArrayList<>(2);
    List<String> purposes = new ArrayList<>(2);
    String full = null;
    String organization = null;
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "name" -> full = name(in, parts);
          case "organization" -> organization = in.getText();
          case "emails" -> members(in, "address", emails);
          case "phones" -> members(in, "number", phones);
          case "tags" -> members(in, null, tags);
          case "purposes" -> members(in, null, purposes);
          default -> in.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] name = searched(full, parts, organization, emails, phones);
    emails.replaceAll(Keys::email);
    phones.replaceAll(Keys::phone);
    phones.removeIf(String::isEmpty);
    return new SearchFields(name, distinct(emails), distinct(phones), tags, purposes(purposes));
  }

  private static String name(JsonParser in, List<String> parts) throws IOException {
    String full = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "full" -> full = in.getText();
        case "given", "additional", "family" -> parts.add(in.getText());
        default -> in.skipChildren();
      }
    }
    return full;
  }

  /** Texts of an array: its elements, or this member of its objects. */
  private static void members(JsonParser in, String member, List<String> out) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (member == null) {
        out.add(in.getText());
        continue;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals(member);
        in.nextToken();
        if (wanted) {
          out.add(in.getText());
        }
      }
    }
  }

  private static byte[] searched(
      String full,
      List<String> parts,
      String organization,
      List<String> emails,
      List<String> phones) {
    String shown = full;
    if (shown == null) {
      shown = organization != null ? organization : first(emails, phones);
    }
    byte[] folded = Folding.bytes(shown);
    ByteArrayOutputStream more = null;
    for (String part : parts) {
      byte[] foldedPart = Folding.bytes(part);
      if (Bytes.indexOf(folded, foldedPart) < 0) {
        if (more == null) {
          more = new ByteArrayOutputStream(folded.length + foldedPart.length + 2);
          more.writeBytes(folded);
        }
        more.write(SEPARATOR);
        more.writeBytes(foldedPart);
      }
    }
    return more == null ? folded : more.toByteArray();
  }

  private static List<String> purposes(List<String> purposes) {
    return purposes.isEmpty() || purposes.equals(UNASSIGNED) ? UNASSIGNED : List.copyOf(purposes);
  }

  private static String first(List<String> emails, List<String> phones) {
    if (!emails.isEmpty()) {
      return emails.get(0);
    }
    return phones.isEmpty() ? "" : phones.get(0);
  }

  private static List<String> distinct(List<String> keys) {
    return keys.size() < 2 ? keys : keys.stream().distinct().toList();
  }
}
