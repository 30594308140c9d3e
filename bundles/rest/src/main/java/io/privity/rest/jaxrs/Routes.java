// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.jaxrs;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds the resource whose path covers most segments of a request's; a literal segment goes before
 * a variable one. Immutable, so that a resource that comes or goes touches no request.
 *
 * @param <T> what a path leads to
 */
final class Routes<T> {

  private static final class Node<T> {
    private final Map<String, Node<T>> literal = new HashMap<>();
    private Node<T> variable;
    private T end;
  }

  private record Found<T>(T end, int depth) {}

  private final Node<T> root = new Node<>();

  Routes(Map<String, T> paths) {
    paths.forEach(this::add);
  }

  private void add(String path, T end) {
    Node<T> node = root;
    for (String segment : path.substring(1).split("/")) {
      if (segment.startsWith("{")) {
        if (node.variable == null) {
          node.variable = new Node<>();
        }
        node = node.variable;
      } else {
        node = node.literal.computeIfAbsent(segment, s -> new Node<>());
      }
    }
    node.end = end;
  }

  /**
   * @param path from its first slash
   * @param from where in it to begin
   * @return null when there is none
   */
  T find(String path, int from) {
    Found<T> found = find(root, path, from, 0);
    return found == null ? null : found.end();
  }

  private Found<T> find(Node<T> node, String path, int from, int depth) {
    Found<T> best = node.end == null ? null : new Found<>(node.end, depth);
    if (from >= path.length()) {
      return best;
    }
    int end = path.indexOf('/', from + 1);
    int to = end < 0 ? path.length() : end;
    Node<T> next = node.literal.get(path.substring(from + 1, to));
    if (next != null) {
      best = deeper(best, find(next, path, to, depth + 1));
    }
    if (node.variable != null && to > from + 1) {
      best = deeper(best, find(node.variable, path, to, depth + 1));
    }
    return best;
  }

  private static <T> Found<T> deeper(Found<T> one, Found<T> other) {
    return one == null || other != null && other.depth() > one.depth() ? other : one;
  }
}
