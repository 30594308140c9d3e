// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.privity.rights.Html;
import io.privity.rights.SealedJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The package's page for people: plain HTML that needs nothing else and runs nothing. */
final class Page {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Your data</title>
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
      h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #bbb }
      table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #e2e2e2; overflow-wrap: anywhere }
      th { font-weight: 600 } table.data td:nth-child(n+3) { white-space: nowrap } dl { margin: 0 } dt { font-weight: 600 } dd { margin: 0 0 .3rem 1rem } .note { color: #555 }
      </style>
      </head>
      <body>
      <main>
      """;

  private final StringBuilder html = new StringBuilder(HEAD);

  private Page() {}

  static byte[] of(Contents contents) {
    return new Page().write(contents).getBytes(StandardCharsets.UTF_8);
  }

  private String write(Contents contents) {
    html.append("<h1>Your data at ").append(Html.escape(contents.controller())).append("</h1>\n");
    paragraph(
        "Made on %s in answer to your request %s (Article %d of Regulation (EU) 2016/679)."
            .formatted(time(contents.madeAt()), contents.request(), contents.kind().article()));
    if (contents.dpo() != null) {
      paragraph("Data protection officer: " + contents.dpo());
    }
    data(contents.data());
    table(
        "What it is used for",
        "No purpose has been recorded yet.",
        List.of("Purpose", "What is done", "Lawful basis"),
        contents.purposes().stream()
            .map(
                purpose ->
                    List.of(
                        purpose.title() == null ? purpose.name() : purpose.title(),
                        text(purpose.description()),
                        "Article 6(1)(" + purpose.basis() + ")"))
            .toList());
    table(
        "How long it is kept",
        "",
        List.of("Data", "For", "Kept"),
        contents.retention().stream()
            .map(one -> List.of(one.category(), one.purpose(), kept(one)))
            .toList());
    table(
        "What you agreed to",
        "No consent has been recorded.",
        List.of("When", "Purpose", "Said", "Words"),
        contents.consents().stream()
            .map(
                consent ->
                    List.of(
                        time(consent.at()),
                        consent.purpose(),
                        consent.state().name().toLowerCase(Locale.ROOT),
                        text(consent.text())))
            .toList());
    table(
        "Who was given it",
        "It was given to nobody, as far as it has been recorded.",
        List.of("When", "Recipient", "Data", "Purpose"),
        contents.disclosures().stream()
            .map(
                one ->
                    List.of(
                        time(one.at()),
                        one.recipient(),
                        String.join(", ", one.fields()),
                        one.purpose()))
            .toList());
    table(
        "Who looked at it or changed it",
        "",
        List.of("When", "What", "By", "Purpose"),
        contents.accesses().stream()
            .map(one -> List.of(time(one.time()), one.operation(), one.by(), one.purpose()))
            .toList());
    table(
        "What was left out",
        "Nothing was left out.",
        List.of("Where", "Why", "How often"),
        contents.leftOut().stream()
            .map(one -> List.of(one.path(), why(one.reason()), Integer.toString(one.count())))
            .toList());
    html.append(
        """
        <h2>Your rights</h2>
        <p>You may ask for correction, erasure or restriction, object, take your data to another controller, withdraw a consent at any time, and lodge a complaint with a supervisory authority.</p>
        <p class="note">The file manifest.json lists every file of this package with its hash; manifest.jws is the same, signed.</p>
        </main>
        </body>
        </html>
        """);
    return html.toString();
  }

  private void data(List<Entry> entries) {
    html.append("<h2>Your data</h2>\n<table class=\"data\">\n<tr><th scope=\"col\">What</th>")
        .append("<th scope=\"col\">Value</th><th scope=\"col\">From</th>")
        .append("<th scope=\"col\">Since</th></tr>\n");
    for (Entry entry : entries) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(entry.label())).append("</th><td>");
      value(entry.value());
      html.append("</td><td>")
          .append(Html.escape(entry.source() == null ? entry.origin() : entry.source()))
          .append("</td><td>")
          .append(time(entry.since()))
          .append("</td></tr>\n");
    }
    html.append("</table>\n");
  }

  private void value(String json) {
    try {
      node(SealedJson.JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a datum is no JSON");
    }
  }

  private void node(JsonNode node) {
    if (node.isObject()) {
      html.append("<dl>");
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        html.append("<dt>").append(Html.escape(field.getKey())).append("</dt><dd>");
        node(field.getValue());
        html.append("</dd>");
      }
      html.append("</dl>");
    } else if (node.isArray()) {
      for (JsonNode one : node) {
        html.append("<div>");
        node(one);
        html.append("</div>");
      }
    } else {
      html.append(Html.escape(node.asText()));
    }
  }

  private void table(String title, String none, List<String> head, List<List<String>> rows) {
    html.append("<h2>").append(title).append("</h2>\n");
    if (rows.isEmpty()) {
      paragraph(none);
      return;
    }
    html.append("<table>\n<tr>");
    head.forEach(cell -> html.append("<th scope=\"col\">").append(cell).append("</th>"));
    html.append("</tr>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(Html.escape(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void paragraph(String text) {
    html.append("<p>").append(Html.escape(text)).append("</p>\n");
  }

  private static String kept(Contents.Retention one) {
    return one.event().isEmpty() ? "as long as your record" : one.period() + " from " + one.event();
  }

  private static String why(String reason) {
    return switch (reason) {
      case "third-party" -> "It speaks of somebody else (Article 15(4)).";
      case "not-provided-by-subject" -> "You did not provide it (Article 20(1)).";
      case "not-by-consent-or-contract" ->
          "It rests neither on your consent nor on a contract (Article 20(1)(a)).";
      default -> reason;
    };
  }

  /** To the second: more helps nobody to read. */
  private static String time(Instant time) {
    return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
