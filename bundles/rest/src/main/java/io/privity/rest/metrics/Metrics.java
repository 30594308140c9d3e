// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.metrics;

import io.privity.rest.exchange.Answer;
import io.privity.rest.health.Checks;
import io.privity.rest.health.Health;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the server counts of itself, in Prometheus' terms. It knows operations, never tenants,
 * callers or addresses. Counting a request costs some tens of nanoseconds.
 */
@Component(service = Metrics.class)
public final class Metrics {
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30
  };
  private static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
  private static final double NANOS = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final LongAdder open = new LongAdder();
  private final Histogram durations;

  @Activate
  public Metrics(@Reference Health health) {
    durations =
        Histogram.builder()
            .name("privity_request_duration_seconds")
            .help("From a request's headers to the end of its answer, by operation and status.")
            .labelNames("operation", "status")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .withoutExemplars()
            .register(registry);
    GaugeWithCallback.builder()
        .name("privity_requests_open")
        .help("Requests that are being served.")
        .callback(gauge -> gauge.call(open.sum()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("privity_health_status")
        .help("1 for the state that the server is in.")
        .labelNames("status")
        .callback(gauge -> status(health.report().status(), gauge))
        .register(registry);
    GaugeWithCallback.builder()
        .name("privity_health_check")
        .help("0 when the check is content, 1 when it warns, 2 when it is not content.")
        .labelNames("check")
        .callback(gauge -> health.report().checks().forEach(c -> gauge.call(level(c), c.name())))
        .register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  private static void status(Health.Status now, GaugeWithCallback.Callback gauge) {
    for (Health.Status status : Health.Status.values()) {
      gauge.call(status == now ? 1 : 0, status.name().toLowerCase(Locale.ROOT));
    }
  }

  private static int level(Checks.Check check) {
    return switch (check.status()) {
      case "ok" -> 0;
      case "warn" -> 1;
      default -> 2;
    };
  }

  /** A request has come. */
  public void opened() {
    open.increment();
  }

  /**
   * A request has been answered, or broke off.
   *
   * @param operation what was asked for, or {@code none} where nothing was found
   * @param status of the answer; 0 when none left whole
   */
  public void closed(String operation, int status, long nanos) {
    open.decrement();
    durations.labelValues(operation, CLASSES[status / 100]).observe(nanos / NANOS);
  }

  /** All of it, in the text format 0.0.4. */
  public Answer answer() {
    ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 15);
    try {
      writer.write(text, registry.scrape(), EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Answer answer = new Answer(null);
    answer.status(200);
    answer.contentType(PrometheusTextFormatWriter.CONTENT_TYPE);
    answer.take(text.toByteArray());
    return answer;
  }
}
