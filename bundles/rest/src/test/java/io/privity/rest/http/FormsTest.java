// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.rest.Open;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.TreeMap;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** Pages that people fill in, without a script. */
public final class FormsTest {
  private static final String POLICY = "default-src 'none'; form-action 'self'";
  private static final String FORM = "application/x-www-form-urlencoded";

  @ClassRule public static final TestDoor DOOR = new TestDoor();

  /** A page with a form. */
  @Path("/{secret}")
  @Produces(MediaType.TEXT_HTML)
  @Open
  public static final class Pages {
    @GET
    public Response show(
        @PathParam("secret") String secret, @HeaderParam(HttpHeaders.HOST) String host) {
      return Response.ok("<p>ü " + host, "text/html;charset=UTF-8")
          .header("Content-Security-Policy", POLICY)
          .build();
    }

    @POST
    @Consumes(FORM)
    public String submit(MultivaluedMap<String, String> form) {
      return new TreeMap<>(form).toString();
    }
  }

  @BeforeClass
  public static void publish() {
    DOOR.up();
    DOOR.publisher.publish(new Pages(), "/pages");
  }

  private static HttpResponse<String> post(String type, String body) throws Exception {
    return DOOR.send(
        DOOR.to("/api/v1/pages/secret")
            .header("Content-Type", type)
            .header("Accept", "text/html,*/*;q=0.8")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  public void aPageHasItsOwnPolicyAndKeepsTheOtherHeaders() throws Exception {
    HttpResponse<String> page = DOOR.send(DOOR.to("/api/v1/pages/secret"));
    assertEquals(200, page.statusCode());
    assertEquals("<p>ü 127.0.0.1:" + DOOR.port(), page.body());
    assertEquals(List.of(POLICY), page.headers().allValues("content-security-policy"));
    assertEquals(List.of("no-store"), page.headers().allValues("cache-control"));
    assertEquals(List.of("no-referrer"), page.headers().allValues("referrer-policy"));
    assertEquals(
        List.of("default-src 'none'; frame-ancestors 'none'"),
        DOOR.send(DOOR.to("/api/v1/health")).headers().allValues("content-security-policy"));
  }

  @Test
  public void aFormIsReadAsBrowsersSendIt() throws Exception {
    assertEquals(
        "{a=[J\u00fcrgen & \u00d6zt\u00fcrk, 2], empty=[], line=[one\r\ntwo]}",
        post(FORM, "a=J%C3%BCrgen+%26+%C3%96zt%c3%bcrk&a=2&empty=&line=one%0D%0Atwo").body());
    assertEquals("{a=[b]}", post(FORM + ";charset=UTF-8", "a=b").body());
    assertEquals("{}", post(FORM, "").body());
  }

  @Test
  public void whatIsNoFormIsRefused() throws Exception {
    for (String body :
        List.of(
            "a",
            "=b",
            "a=%",
            "a=%4",
            "a=%zz",
            "a=%C3",
            "a=%C0%AF",
            "a=b c",
            "a=\u00fc",
            "a=1&&b=2",
            "a=1&".repeat(100) + "a=1")) {
      HttpResponse<String> refused = post(FORM, body);
      assertEquals(body, 400, refused.statusCode());
      assertTrue(refused.body(), refused.body().contains("malformed-form"));
    }
    assertEquals(415, post("application/json", "{\"a\":\"b\"}").statusCode());
    assertEquals(415, post("multipart/form-data; boundary=x", "--x--").statusCode());
  }
}
