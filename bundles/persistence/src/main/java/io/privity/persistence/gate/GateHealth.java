// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.gate;

import io.privity.api.gate.Finding;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells whether all personal data is classified. Tables whose bundle is away are a warning: nobody
 * serves them, but nobody can answer for them to a subject either.
 */
@Component(
    service = HealthCheck.class,
    property = {HealthCheck.NAME + "=personal-data", HealthCheck.TAGS + "=privity"})
public final class GateHealth implements HealthCheck {
  private final SchemaGate gate;
  private final Predicate<String> isHere;

  @Activate
  public GateHealth(BundleContext context, @Reference SchemaGate gate) {
    this(gate, bundle -> isHere(context, bundle));
  }

  GateHealth(SchemaGate gate, Predicate<String> isHere) {
    this.gate = gate;
    this.isHere = isHere;
  }

  private static boolean isHere(BundleContext context, String name) {
    for (Bundle bundle : context.getBundles()) {
      if (name.equals(bundle.getSymbolicName())
          && (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Result execute() {
    if (!gate.hasLooked()) {
      return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "The tables were not looked at yet");
    }
    List<Finding> findings = gate.findings();
    List<Finding> here = findings.stream().filter(f -> isHere.test(f.bundle())).toList();
    // a holder that is missing may be on its way
    List<Finding> lasting = here.stream().filter(f -> f.code() != Finding.Code.NO_HOLDER).toList();
    if (!lasting.isEmpty()) {
      return new Result(Result.Status.CRITICAL, sentences(lasting));
    }
    if (!here.isEmpty()) {
      return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, sentences(here));
    }
    if (!findings.isEmpty()) {
      return new Result(Result.Status.WARN, sentences(findings));
    }
    return new Result(Result.Status.OK, "Every column of every table is classified");
  }

  private static String sentences(List<Finding> findings) {
    return findings.stream().map(Finding::sentence).collect(Collectors.joining("; "));
  }
}
