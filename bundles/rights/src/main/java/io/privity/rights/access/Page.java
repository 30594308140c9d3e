// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.privity.api.rights.RequestKind;
import io.privity.rights.Html;
import io.privity.rights.SealedJson;
import io.privity.rights.intake.Wording;
import io.privity.rights.processing.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The package's page for people: plain HTML that needs nothing else and runs nothing. */
final class Page {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="%s">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>%s</title>
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
      h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #bbb }
      table { border-collapse: collapse; width: 100%% } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #e2e2e2; overflow-wrap: anywhere }
      th { font-weight: 600 } table.data td:nth-child(n+3) { white-space: nowrap } dl { margin: 0 } dt { font-weight: 600 } dd { margin: 0 0 .3rem 1rem } div + div > dl { margin-top: .6rem } .note { color: #555 }
      @media (max-width: 40rem) { table { display: block; overflow-x: auto } th, td { min-width: 7rem } }
      </style>
      </head>
      <body>
      <main>
      <h1>%2$s</h1>
      """;

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern TIME = Pattern.compile(DAY + "T\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

  private final Wording wording;
  private final ZoneId zone;
  private final StringBuilder html = new StringBuilder();

  private Page(Wording wording, ZoneId zone) {
    this.wording = wording;
    this.zone = zone;
  }

  /**
   * @param zone the time zone in which times are told
   */
  static byte[] of(Contents contents, Wording wording, ZoneId zone) {
    return new Page(wording, zone).write(contents).getBytes(StandardCharsets.UTF_8);
  }

  private String write(Contents contents) {
    String title = Html.escape(wording.of("copy.title", contents.controller()));
    html.append(HEAD.formatted(wording.language(), title));
    paragraph(
        wording.of(
            "copy.made",
            time(contents.madeAt()),
            contents.request(),
            Integer.toString(contents.kind().article())));
    paragraph(wording.of("copy.zone", zone.getId()));
    if (contents.dpo() != null) {
      paragraph(wording.of("copy.dpo", contents.dpo()));
    }
    data(contents.data());
    purposes(contents.purposes());
    if (contents.kind() == RequestKind.ACCESS) {
      circumstances(contents);
    }
    table(
        "left-out",
        List.of("where", "why", "often"),
        contents.leftOut().stream()
            .map(
                one ->
                    List.of(
                        one.path(),
                        wording.of("left-out." + one.reason()),
                        Integer.toString(one.count())))
            .toList());
    heading("rights");
    paragraph(wording.of("copy.rights.text"));
    html.append("<p class=\"note\">")
        .append(Html.escape(wording.of("copy.manifest")))
        .append("</p>\n</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private void purposes(List<Purpose> purposes) {
    table(
        "purposes",
        List.of("purpose", "done", "basis"),
        purposes.stream()
            .map(
                purpose ->
                    List.of(
                        purpose.title() == null ? purpose.name() : purpose.title(),
                        text(purpose.description()),
                        wording.of("basis." + purpose.basis())))
            .toList());
  }

  /** What goes with access alone (Art. 15(1)): a package of portability doesn't tell it. */
  private void circumstances(Contents contents) {
    table(
        "retention",
        List.of("data", "purpose", "kept"),
        contents.retention().stream()
            .map(one -> List.of(one.category(), one.purpose(), kept(one)))
            .toList());
    table(
        "consents",
        List.of("when", "purpose", "said", "words"),
        contents.consents().stream()
            .map(
                consent ->
                    List.of(
                        time(consent.at()),
                        consent.purpose(),
                        wording.of("consent." + consent.state().name().toLowerCase(Locale.ROOT)),
                        text(consent.text())))
            .toList());
    table(
        "disclosures",
        List.of("when", "recipient", "data", "purpose"),
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
        "accesses",
        List.of("when", "what", "by", "purpose"),
        contents.accesses().stream()
            .map(one -> List.of(time(one.time()), one.operation(), one.by(), one.purpose()))
            .toList());
  }

  private void data(List<Entry> entries) {
    heading("data");
    if (entries.isEmpty()) {
      paragraph(wording.of("copy.data.none"));
      return;
    }
    head("<table class=\"data\">", List.of("what", "value", "from", "since"));
    for (Entry entry : entries) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(entry.label())).append("</th><td>");
      value(entry.value());
      String source =
          entry.source() == null ? wording.of("origin." + entry.origin()) : entry.source();
      html.append("</td><td>")
          .append(Html.escape(source))
          .append("</td><td>")
          .append(Html.escape(time(entry.since())))
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
    } else if (node.isBoolean()) {
      html.append(Html.escape(wording.of(node.booleanValue() ? "yes" : "no")));
    } else if (!node.isNull()) {
      html.append(Html.escape(told(node.asText())));
    }
  }

  /** Times and days as people write them. */
  private String told(String text) {
    try {
      return TIME.matcher(text).matches()
          ? time(Instant.parse(text))
          : DAY.matcher(text).matches() ? wording.date(LocalDate.parse(text)) : text;
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  private void table(String name, List<String> columns, List<List<String>> rows) {
    heading(name);
    if (rows.isEmpty()) {
      paragraph(wording.of("copy." + name + ".none"));
      return;
    }
    head("<table>", columns);
    for (List<String> row : rows) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(Html.escape(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void heading(String name) {
    html.append("<h2>").append(Html.escape(wording.of("copy." + name))).append("</h2>\n");
  }

  private void head(String table, List<String> columns) {
    html.append(table).append("\n<tr>");
    for (String column : columns) {
      html.append("<th scope=\"col\">")
          .append(Html.escape(wording.of("column." + column)))
          .append("</th>");
    }
    html.append("</tr>\n");
  }

  private void paragraph(String text) {
    html.append("<p>").append(Html.escape(text)).append("</p>\n");
  }

  private String kept(Contents.Retention one) {
    return one.event().isEmpty()
        ? wording.of("kept.with-subject")
        : wording.of("kept.period", wording.period(one.period()), one.event());
  }

  private String time(Instant time) {
    return time == null ? "" : wording.time(time, zone);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
