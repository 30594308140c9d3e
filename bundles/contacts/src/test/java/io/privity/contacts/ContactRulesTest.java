// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.contacts.Contact;
import io.privity.api.contacts.ContactException;
import io.privity.api.contacts.CustomField;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class ContactRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, CustomField> FIELDS =
      new TreeMap<>(
          Map.of(
              "level", new CustomField("level", null, "choice", List.of("gold", "silver")),
              "age", new CustomField("age", null, "number", List.of()),
              "met", new CustomField("met", null, "date", List.of()),
              "note", new CustomField("note", null, "text", List.of()),
              "open", new CustomField("open", null, "flag", List.of())));

  private static Contact check(String json) {
    try {
      return ContactRules.check(JSON.readValue(json.replace('\'', '"'), Contact.class), FIELDS);
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @Test
  public void refusesAndNamesTheProperty() {
    String[][] wrong = {
      {"name", "{}"},
      {"name", "{'name':{'full':'  '},'notes':'x','tags':['a']}"},
      {"name.given", "{'name':{'given':'a\\u0000b'}}"},
      {"name.given", "{'name':{'given':'a\\nb'}}"},
      {"name.given", "{'name':{'given':'a\\u0085b'}}"},
      {"name.full", "{'name':{'full':'\\ud800'}}"},
      {"name.full", "{'name':{'full':'\\udc00x'}}"},
      {"name.family", "{'name':{'family':'" + "x".repeat(257) + "'}}"},
      {"organization", "{'organization':'" + "x".repeat(257) + "'}"},
      {"notes", "{'organization':'x','notes':'" + "n".repeat(16_385) + "'}"},
      {"notes", "{'organization':'x','notes':'a\\u0007'}"},
      {"emails[0]", "{'emails':[null]}"},
      {"emails[0].address", "{'emails':[{'label':'work'}]}"},
      {"emails[1].address", "{'emails':[{'address':'a@b.ch'},{'address':'not-an-address'}]}"},
      {"emails[0].address", "{'emails':[{'address':'a@b@c.ch'}]}"},
      {"emails[0].address", "{'emails':[{'address':'a b@c.ch'}]}"},
      {"emails[0].address", "{'emails':[{'address':'@c.ch'}]}"},
      {"emails[0].address", "{'emails':[{'address':'a@localhost'}]}"},
      {"emails[0].address", "{'emails':[{'address':'a@b..ch'}]}"},
      {"emails[0].address", "{'emails':[{'address':'a@-b.ch'}]}"},
      {"emails[0].address", "{'emails':[{'address':'.a@b.ch'}]}"},
      {"emails[0].address", "{'emails':[{'address':'" + "x".repeat(65) + "@b.ch'}]}"},
      {"emails[0].address", "{'emails':[{'address':'<a@b.ch>'}]}"},
      {"emails", "{'emails':[" + "{'address':'a@b.ch'},".repeat(50) + "{'address':'a@b.ch'}]}"},
      {"emails[0].label", "{'emails':[{'address':'a@b.ch','label':'" + "x".repeat(65) + "'}]}"},
      {"phones[0].number", "{'phones':[{'number':'call me'}]}"},
      {"addresses[0]", "{'organization':'x','addresses':[{'label':'home'}]}"},
      {"birthday", "{'organization':'x','birthday':'1970-02-30'}"},
      {"birthday", "{'organization':'x','birthday':'--02-30'}"},
      {"birthday", "{'organization':'x','birthday':'21.05.1970'}"},
      {"birthday", "{'organization':'x','birthday':'1970-5-21'}"},
      {"birthday", "{'organization':'x','birthday':'0000-05-21'}"},
      {"birthday", "{'organization':'x','birthday':'-05-21'}"},
      {"urls[0].url", "{'organization':'x','urls':[{'url':'javascript:alert(1)'}]}"},
      {"urls[0].url", "{'organization':'x','urls':[{'url':'data:text/html,x'}]}"},
      {"urls[0].url", "{'organization':'x','urls':[{'url':'file:///etc/passwd'}]}"},
      {"urls[0].url", "{'organization':'x','urls':[{'url':'not a url'}]}"},
      {"urls[0].url", "{'organization':'x','urls':[{'label':'x'}]}"},
      {"urls[0].url", "{'organization':'x','urls':[{'url':'http:foo'}]}"},
      {"tags[1]", "{'organization':'x','tags':['a',' ']}"},
      {"tags[0]", "{'organization':'x','tags':[null]}"},
      {"custom.nope", "{'organization':'x','custom':{'nope':'1'}}"},
      {"custom", "{'organization':'x','custom':{'a b':'1'}}"},
      {"custom.age", "{'organization':'x','custom':{'age':'1'}}"},
      {"custom.age", "{'organization':'x','custom':{'age':true}}"},
      {"custom.open", "{'organization':'x','custom':{'open':'yes'}}"},
      {"custom.met", "{'organization':'x','custom':{'met':'--05-21'}}"},
      {"custom.level", "{'organization':'x','custom':{'level':'bronze'}}"},
      {"custom.note", "{'organization':'x','custom':{'note':{'a':1}}}"},
      {"custom.note", "{'organization':'x','custom':{'note':5}}"},
      {"purposes[0]", "{'organization':'x','purposes':['']}"},
    };
    for (String[] pair : wrong) {
      ContactException e = assertThrows(pair[1], ContactException.class, () -> check(pair[1]));
      assertEquals("invalid-contact", e.code());
      assertEquals(pair[1], pair[0], e.members().get("property"));
    }
  }

  @Test
  public void acceptsWhatIsUnusual() {
    String[] right = {
      "{'organization':'株式会社サンプル'}",
      "{'phones':[{'number':'0002/00002'}]}",
      "{'emails':[{'address':'o\\u0027brien+x@sub.example.museum'}]}",
      "{'emails':[{'address':'用户@例子.公司'}]}",
      "{'name':{'full':'🎩'}}",
      "{'organization':'x','notes':'a\\n\\tb'}",
      "{'organization':'x','notes':'" + "n".repeat(16_384) + "'}",
      "{'organization':'x','birthday':'--02-29'}",
      "{'organization':'x','birthday':'2024-02-29'}",
      "{'organization':'x','urls':[{'url':'mailto:a@b.ch'},{'url':'https://例子.公司/x?y=z#w'}]}",
      "{'organization':'x','custom':{'age':1.5,'met':'2024-02-29','level':'gold','open':false}}",
      "{'organization':'x','custom':{'age':null}}",
    };
    for (String json : right) {
      check(json);
    }
  }

  @Test
  public void bringsTextToOneForm() {
    Contact contact =
        check(
            "{'name':{'given':' Zoe\\u0308 ','family':'K\\u0151szegi','prefix':'Dr.','suffix':''},"
                + "'organization':'','tags':[' a','b','a '],'notes':' x\\r\\ny ',"
                + "'urls':[{'url':'www.example.com/a'}],'emails':[{'address':' A@Example.com '}]}");
    assertEquals("Zoë", contact.name().given());
    assertEquals("Dr. Zoë Kőszegi", contact.name().full());
    assertNull(contact.name().suffix());
    assertNull(contact.organization());
    assertEquals(List.of("a", "b"), contact.tags());
    assertEquals("x\ny", contact.notes());
    assertEquals("https://www.example.com/a", contact.urls().get(0).url());
    assertEquals("A@Example.com", contact.emails().get(0).address());
    assertEquals(List.of("unassigned"), contact.purposes());
    assertEquals(Map.of(), contact.custom());
  }

  @Test
  public void keepsTheFullNameThatIsGiven() {
    assertEquals(
        "Bob Smith", check("{'name':{'given':'Robert','full':'Bob Smith'}}").name().full());
  }
}
