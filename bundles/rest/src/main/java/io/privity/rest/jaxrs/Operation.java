// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import io.privity.api.caller.Role;
import io.privity.api.rest.Allow;
import io.privity.api.rest.Bulk;
import io.privity.api.rest.NotReplayed;
import io.privity.api.rest.Open;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An operation of a resource, with what its annotations say.
 *
 * @param id unique among all operations, such as {@code contacts.create}
 * @param template the whole path below {@code /api/v1}, such as {@code /contacts/{id}}
 * @param roles any one of them is enough; empty for an open operation
 */
public record Operation(
    String id,
    String httpMethod,
    String template,
    Method method,
    boolean open,
    Set<Role> roles,
    boolean bulk,
    boolean replayed,
    QueryParameters query,
    Pattern pattern) {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^/{}]*(\\{[^{}]*}[^/{}]*)*}");

  /**
   * @throws UnpublishableException when the method says neither or both of {@link Allow} and {@link
   *     Open}
   */
  static Operation of(String id, String httpMethod, String template, Method method) {
    Allow allow = method.getAnnotation(Allow.class);
    boolean open = method.isAnnotationPresent(Open.class);
    if (allow == null && !open) {
      allow = method.getDeclaringClass().getAnnotation(Allow.class);
      open = method.getDeclaringClass().isAnnotationPresent(Open.class);
    }
    if (open == (allow != null)) {
      throw new UnpublishableException(
          method.getDeclaringClass().getName()
              + "."
              + method.getName()
              + " carries "
              + (open ? "both of" : "neither")
              + " @Allow and @Open");
    }
    if (allow != null && allow.value().length == 0) {
      throw new UnpublishableException(
          method.getDeclaringClass().getName() + "." + method.getName() + " allows nobody");
    }
    boolean bulk = method.isAnnotationPresent(Bulk.class);
    boolean replayed =
        !open
            && !bulk
            && httpMethod.equals("POST")
            && !method.isAnnotationPresent(NotReplayed.class);
    return new Operation(
        id,
        httpMethod,
        template,
        method,
        open,
        open ? Set.of() : EnumSet.copyOf(Set.of(allow.value())),
        bulk,
        replayed,
        QueryParameters.of(method),
        pattern(template));
  }

  /** True for a path below {@code /api/v1}, not decoded. */
  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** The template with plain names: {@code {id: [0-9]+}} is {@code {id}}. */
  public static String plain(String template) {
    return VARIABLE
        .matcher(template)
        .replaceAll(
            match -> {
              String inside = match.group();
              int colon = inside.indexOf(':');
              String name = colon < 0 ? inside : inside.substring(0, colon).trim() + "}";
              return Matcher.quoteReplacement(name.replace(" ", ""));
            });
  }

  private static Pattern pattern(String template) {
    String literal =
        VARIABLE
            .splitAsStream(template + "\u0000")
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/]+"))
            .replace("\u0000", "");
    return Pattern.compile(literal + "/?");
  }
}
