// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.health;

import io.privity.api.audit.AuditLog;
import io.privity.api.encryption.SealState;
import io.privity.api.gate.PersonalDataGate;
import io.privity.api.tenants.Authenticator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The services without which the server is not up; they come and go. */
@Component(service = Services.class)
public final class Services {
  private final AtomicReference<SealState> sealState = new AtomicReference<>();
  private final AtomicReference<Authenticator> authenticator = new AtomicReference<>();
  private final AtomicReference<AuditLog> auditLog = new AtomicReference<>();
  private final AtomicReference<PersonalDataGate> gate = new AtomicReference<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Activate
  public Services() {}

  /**
   * Has the action run after each change.
   *
   * @return ends that
   */
  public Runnable onChange(Runnable action) {
    listeners.add(action);
    return () -> listeners.remove(action);
  }

  public Optional<SealState> sealState() {
    return Optional.ofNullable(sealState.get());
  }

  public Optional<Authenticator> authenticator() {
    return Optional.ofNullable(authenticator.get());
  }

  public Optional<AuditLog> auditLog() {
    return Optional.ofNullable(auditLog.get());
  }

  public Optional<PersonalDataGate> gate() {
    return Optional.ofNullable(gate.get());
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindSealState(SealState service) {
    sealState.set(service);
    changed();
  }

  public void unbindSealState(SealState service) {
    sealState.compareAndSet(service, null);
    changed();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindAuthenticator(Authenticator service) {
    authenticator.set(service);
    changed();
  }

  public void unbindAuthenticator(Authenticator service) {
    authenticator.compareAndSet(service, null);
    changed();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindAuditLog(AuditLog service) {
    auditLog.set(service);
    changed();
  }

  public void unbindAuditLog(AuditLog service) {
    auditLog.compareAndSet(service, null);
    changed();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindGate(PersonalDataGate service) {
    gate.set(service);
    changed();
  }

  public void unbindGate(PersonalDataGate service) {
    gate.compareAndSet(service, null);
    changed();
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }
}
