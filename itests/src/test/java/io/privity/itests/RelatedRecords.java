// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What bundles keep of a contact besides its card: of each ten records, five are events of the
 * loyalty plugin, four are disclosures and one is a consent.
 */
final class RelatedRecords {
  private static final int CONNECTIONS = 16;
  private static final int RECIPIENTS = 5;
  private static final String PURPOSE = "newsletter";
  private static final String WORDS =
      "I want to get the newsletter of the Bicycle Company once a month, with offers that go by what"
          + " I bought. I know that I can withdraw this at any time, with a link in each of them.";

  private final Api api;

  /**
   * @param owner of a tenant, whose purpose of the consents is made here
   */
  RelatedRecords(Api owner) {
    api = owner;
    api.post(
            "/purposes",
            Map.of(
                "name", PURPOSE,
                "title", "Newsletter",
                "description", "Offers by mail",
                "basis", "a",
                "marketing", true))
        .expect(201);
  }

  /** Gives so many to each of these contacts, to several at once. */
  void plant(List<String> contacts, int records) {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<?>> planted =
          contacts.stream()
              .<Future<?>>map(contact -> threads.submit(() -> plant(contact, records)))
              .collect(Collectors.toList());
      for (Future<?> each : planted) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void plant(String contact, int records) {
    IntStream.range(0, records).forEach(n -> plant("/contacts/" + contact, records, n));
  }

  private void plant(String contact, int records, int n) {
    Api.Answer answer =
        switch (n % 10) {
          case 0 -> api.post(contact + "/consents", consent());
          case 1, 2, 3, 4 -> api.post(contact + "/disclosures", disclosure(n));
          default -> api.post(contact + "/loyalty", event(n));
        };
    answer.expect(201);
  }

  private static Map<String, ?> consent() {
    return Map.of("purpose", PURPOSE, "state", "given", "text", WORDS, "channel", "web");
  }

  private static Map<String, ?> disclosure(int n) {
    return Map.of(
        "recipient",
        "Carrier " + n % RECIPIENTS + " AG, Zurich",
        "fields",
        List.of("name", "addresses"));
  }

  private static Map<String, ?> event(int n) {
    return Map.of("points", 10, "reason", "Order " + n + " of a bicycle bell, sent to the office");
  }
}
