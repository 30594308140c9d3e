// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of a proof: one object of strings, whole numbers and arrays of strings, which is
 * all that a proof has.
 */
final class FlatJson {
  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /**
   * @return members by name: String, Long, or a List of String
   * @throws IllegalArgumentException when the text is anything else
   */
  static Map<String, Object> read(String text) {
    FlatJson json = new FlatJson(text);
    Map<String, Object> members = new LinkedHashMap<>();
    json.expect('{');
    if (json.peek() != '}') {
      do {
        String name = json.string();
        json.expect(':');
        members.put(name, json.value());
      } while (json.comma());
    }
    json.expect('}');
    return members;
  }

  private Object value() {
    char c = peek();
    if (c == '"') {
      return string();
    }
    if (c != '[') {
      return number();
    }
    expect('[');
    List<String> items = new ArrayList<>();
    if (peek() != ']') {
      do {
        items.add(string());
      } while (comma());
    }
    expect(']');
    return items;
  }

  private Long number() {
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return Long.valueOf(text.substring(start, at));
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (char c = take(); c != '"'; c = take()) {
      if (c != '\\') {
        string.append(c);
        continue;
      }
      char escape = take();
      switch (escape) {
        case '"', '\\', '/' -> string.append(escape);
        case 'n' -> string.append('\n');
        case 'r' -> string.append('\r');
        case 't' -> string.append('\t');
        case 'b' -> string.append('\b');
        case 'f' -> string.append('\f');
        case 'u' -> {
          if (at + 4 > text.length()) {
            throw new IllegalArgumentException("not the JSON of a proof");
          }
          string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
        }
        default -> throw new IllegalArgumentException("not the JSON of a proof");
      }
    }
    return string.toString();
  }

  private boolean comma() {
    boolean comma = peek() == ',';
    if (comma) {
      at++;
      peek();
    }
    return comma;
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char take() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("not the JSON of a proof");
    }
    return text.charAt(at++);
  }

  private void expect(char c) {
    peek();
    if (take() != c) {
      throw new IllegalArgumentException("not the JSON of a proof");
    }
  }
}
