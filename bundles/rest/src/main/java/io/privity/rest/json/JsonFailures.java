// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.privity.api.problem.Kind;
import io.privity.api.problem.ProblemException;
import io.privity.api.rest.RestException;
import java.util.List;
import java.util.Map;

/** Says what is wrong with a JSON text and where, without repeating any of its values. */
final class JsonFailures {
  private static final int LONGEST_PLACE = 200;

  /** How Jackson's message begins when something follows the value. */
  private static final String TRAILING = "Trailing token";

  private JsonFailures() {}

  static ProblemException of(JsonProcessingException failure) {
    if (failure.getCause() instanceof ProblemException own) {
      return own;
    }
    if (failure instanceof StreamConstraintsException bound) {
      return bound(bound);
    }
    if (failure instanceof UnrecognizedPropertyException unknown) {
      String place = place(unknown.getPath());
      return new RestException(
          Kind.INVALID,
          "unknown-property",
          "There is no such property: " + place,
          Map.of("property", place));
    }
    if (failure.getCause() instanceof StreamConstraintsException bound) {
      return bound(bound);
    }
    if (failure instanceof JsonMappingException mapping
        && !mapping.getOriginalMessage().startsWith(TRAILING)
        && (failure instanceof MismatchedInputException || !mapping.getPath().isEmpty())) {
      return invalid(place(mapping.getPath()));
    }
    return malformed(failure.getLocation());
  }

  static RestException invalid(String place) {
    return new RestException(
        Kind.INVALID,
        "invalid-value",
        "This is not a value that it can have: " + (place.isEmpty() ? "the body" : place),
        Map.of("property", place));
  }

  private static RestException malformed(JsonLocation at) {
    int line = at == null ? 0 : Math.max(at.getLineNr(), 0);
    int column = at == null ? 0 : Math.max(at.getColumnNr(), 0);
    return new RestException(
        Kind.INVALID,
        "malformed-json",
        "The body is not JSON: line " + line + ", column " + column + ".",
        Map.of("line", line, "column", column));
  }

  private static RestException bound(StreamConstraintsException failure) {
    boolean deep =
        failure.getProcessor() instanceof JsonParser in
                && in.getParsingContext().getNestingDepth() >= StrictMapper.MAX_DEPTH
            || String.valueOf(failure.getOriginalMessage()).contains("nesting depth");
    return deep
        ? new RestException(
            Kind.INVALID,
            "too-deep",
            "The body is nested deeper than " + StrictMapper.MAX_DEPTH + " levels.")
        : new RestException(
            Kind.TOO_LARGE, "too-large", "A text or number in the body is too long.");
  }

  private static String place(List<Reference> path) {
    StringBuilder place = new StringBuilder();
    for (Reference step : path) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
      if (place.length() > LONGEST_PLACE) {
        place.setLength(LONGEST_PLACE);
        break;
      }
    }
    return place.toString();
  }
}
