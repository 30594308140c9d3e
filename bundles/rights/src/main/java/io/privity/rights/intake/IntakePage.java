// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.intake;

import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Request;
import io.privity.rights.Html;
import io.privity.rights.Sha256;
import io.privity.rights.intake.IntakeDesk.Door;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The page of a link: plain HTML that needs no script and loads nothing. It never holds the link's
 * address, and of a subject only what was just typed.
 */
@Component(service = IntakePage.class)
public final class IntakePage {
  private static final String STYLE = style();

  /** What browsers are to hold the page to. */
  public static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none';"
              .formatted(Base64.getEncoder().encodeToString(Sha256.of(STYLE)))
          + " frame-ancestors 'none'";

  private final IntakeActions actions;

  @Activate
  public IntakePage(@Reference IntakeActions actions) {
    this.actions = actions;
  }

  /** The form as it is first shown. */
  public String form(Door door, Wording wording) {
    return form(door, wording, IntakeForm.EMPTY, Set.of());
  }

  /**
   * The form as it was filled in, but for the code.
   *
   * @param faults the fields that have to be filled in otherwise
   */
  public String form(Door door, Wording wording, IntakeForm form, Set<String> faults) {
    StringBuilder body = new StringBuilder();
    body.append(paragraph(wording.of("intro", name(door, wording))));
    if (!faults.isEmpty()) {
      summary(body, wording, faults);
    }
    body.append("<form method=\"post\">\n");
    choices(body, door, wording, form, faults);
    note(body, wording, form, faults);
    if (door.isAnonymous()) {
      input(body, wording, "email", form.email(), faults, "type=\"email\" autocomplete=\"email\"");
    }
    code(body, wording, faults);
    body.append(paragraph(wording.of("then", name(door, wording))))
        .append("<button>%s</button>\n</form>\n".formatted(Html.escape(wording.of("send"))));
    String title = wording.of("title");
    return page(
        wording, door.tenant(), faults.isEmpty() ? title : wording.of("error"), title, body);
  }

  /**
   * The form that asks for the code of a package.
   *
   * @param faulty true when the code was wrong
   */
  public String packageForm(Door door, Wording wording, boolean faulty) {
    Set<String> faults = faulty ? Set.of("code") : Set.of();
    StringBuilder body = new StringBuilder();
    body.append(paragraph(wording.of("package.intro", name(door, wording))));
    body.append("<form method=\"post\">\n");
    code(body, wording, faults);
    body.append(
        "<button>%s</button>\n</form>\n".formatted(Html.escape(wording.of("package.send"))));
    String title = wording.of("package.title");
    return page(wording, door.tenant(), title, title, body);
  }

  private static void code(StringBuilder body, Wording wording, Set<String> faults) {
    input(
        body,
        wording,
        "code",
        "",
        faults,
        "class=\"code\" autocomplete=\"one-time-code\" autocapitalize=\"characters\""
            + " spellcheck=\"false\" maxlength=\"32\"");
  }

  private static void summary(StringBuilder body, Wording wording, Set<String> faults) {
    body.append("<div class=\"summary\" role=\"alert\"><p>")
        .append(Html.escape(wording.of("error")))
        .append("</p><ul>\n");
    for (String field : faults) {
      String target = field.equals("ask") ? "ask-" + RequestKind.ACCESS.code() : field;
      body.append(
          "<li><a href=\"#%s\">%s</a></li>\n"
              .formatted(target, Html.escape(wording.of("error." + field))));
    }
    body.append("</ul></div>\n");
  }

  private void choices(
      StringBuilder body, Door door, Wording wording, IntakeForm form, Set<String> faults) {
    body.append("<fieldset")
        .append(faults.contains("ask") ? " aria-describedby=\"ask-wrong\"" : "")
        .append("><legend>")
        .append(Html.escape(wording.of("ask")))
        .append("</legend>\n");
    wrong(body, wording, "ask", faults);
    for (RequestKind kind : RequestKind.values()) {
      String code = kind.code();
      choice(body, form, code, wording.of(code), wording.of(code + ".hint"));
    }
    if (!door.isAnonymous()) {
      for (IntakeAction action : actions.all()) {
        String language = wording.language();
        choice(body, form, action.code(), action.label(language), action.hint(language));
      }
    }
    body.append("</fieldset>\n");
  }

  private static void choice(
      StringBuilder body, IntakeForm form, String code, String label, String hint) {
    body.append(
        """
        <div class="choice">
        <input type="radio" name="ask" value="%1$s" id="ask-%1$s" aria-describedby="hint-%1$s" required%2$s>
        <label for="ask-%1$s">%3$s</label>
        <p class="hint" id="hint-%1$s">%4$s</p>
        </div>
        """
            .formatted(
                code,
                code.equals(form.ask()) ? " checked" : "",
                Html.escape(label),
                Html.escape(hint)));
  }

  private static void note(
      StringBuilder body, Wording wording, IntakeForm form, Set<String> faults) {
    open(body, wording, "note");
    body.append(
        "<textarea id=\"note\" name=\"note\" rows=\"5\" maxlength=\"4000\"%s>\n%s</textarea>\n"
            .formatted(described("note", faults), Html.escape(form.note())));
    wrong(body, wording, "note", faults);
    body.append("</div>\n");
  }

  private static void input(
      StringBuilder body,
      Wording wording,
      String field,
      String value,
      Set<String> faults,
      String attributes) {
    open(body, wording, field);
    body.append(
        "<input id=\"%1$s\" name=\"%1$s\" value=\"%2$s\" required %3$s%4$s>\n"
            .formatted(field, Html.escape(value), attributes, described(field, faults)));
    wrong(body, wording, field, faults);
    body.append("</div>\n");
  }

  private static void open(StringBuilder body, Wording wording, String field) {
    body.append(
        """
        <div class="field">
        <label for="%1$s">%2$s</label>
        <p class="hint" id="hint-%1$s">%3$s</p>
        """
            .formatted(
                field, Html.escape(wording.of(field)), Html.escape(wording.of(field + ".hint"))));
  }

  private static String described(String field, Set<String> faults) {
    return faults.contains(field)
        ? " aria-invalid=\"true\" aria-describedby=\"%1$s-wrong hint-%1$s\"".formatted(field)
        : " aria-describedby=\"hint-%s\"".formatted(field);
  }

  private static void wrong(StringBuilder body, Wording wording, String field, Set<String> faults) {
    if (faults.contains(field)) {
      body.append(
          "<p class=\"wrong\" id=\"%s-wrong\">%s</p>\n"
              .formatted(field, Html.escape(wording.of("error." + field))));
    }
  }

  /** What is shown once a request was received. */
  public String received(Door door, Wording wording, Request request) {
    StringBuilder body = new StringBuilder();
    String by = wording.date(request.dueDate());
    body.append(paragraph(wording.of("received.text", name(door, wording), by)))
        .append(paragraph(wording.of("received.reference", request.id())));
    String title = wording.of("received");
    return page(wording, door.tenant(), title, title, body);
  }

  /** What is shown once something else was done. */
  public String done(Door door, Wording wording, IntakeAction action) {
    StringBuilder body = new StringBuilder(paragraph(action.label(wording.language())));
    String title = wording.of("done");
    return page(wording, door.tenant(), title, title, body);
  }

  /**
   * What is shown for a link that is not open.
   *
   * @param tenant how the tenant calls itself, or null
   */
  public String gone(Wording wording, String tenant) {
    String who = tenant == null ? wording.of("organisation") : tenant;
    StringBuilder body = new StringBuilder(paragraph(wording.of("gone.text", who)));
    String title = wording.of("gone");
    return page(wording, tenant, title, title, body);
  }

  private static String name(Door door, Wording wording) {
    return door.tenant() == null ? wording.of("organisation") : door.tenant();
  }

  private static String paragraph(String text) {
    return "<p>" + Html.escape(text) + "</p>\n";
  }

  private static String page(
      Wording wording, String tenant, String title, String heading, StringBuilder body) {
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        %s<h1>%s</h1>
        %s</main>
        </body>
        </html>
        """
        .formatted(
            wording.language(),
            Html.escape(tenant == null ? title : title + " – " + tenant),
            STYLE,
            tenant == null ? "" : "<p class=\"who\">" + Html.escape(tenant) + "</p>\n",
            Html.escape(heading),
            body);
  }

  private static String style() {
    try (InputStream in = IntakePage.class.getResourceAsStream("style.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
