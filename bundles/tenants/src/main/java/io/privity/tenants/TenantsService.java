// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.caller.Caller;
import io.privity.api.tenants.Credentials;
import io.privity.api.tenants.Session;
import io.privity.api.tenants.SignUp;
import io.privity.api.tenants.SignUpMode;
import io.privity.api.tenants.SignedUp;
import io.privity.api.tenants.Tenants;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The door to everything that is said of tenants; each matter has its own class. */
@Component
public final class TenantsService implements Tenants {
  private final SignUps signUps;
  private final SignIns signIns;
  private final Recovery recovery;
  private final TenantSettings settings;
  private final OperatorDesk desk;
  private final TenantExport export;
  private final Destruction destruction;
  private final Departures departures;

  @Activate
  public TenantsService(
      @Reference SignUps signUps,
      @Reference SignIns signIns,
      @Reference Recovery recovery,
      @Reference TenantSettings settings,
      @Reference OperatorDesk desk,
      @Reference TenantExport export,
      @Reference Destruction destruction,
      @Reference Departures departures) {
    this.signUps = signUps;
    this.signIns = signIns;
    this.recovery = recovery;
    this.settings = settings;
    this.desk = desk;
    this.export = export;
    this.destruction = destruction;
    this.departures = departures;
  }

  @Override
  public Agreement currentAgreement() {
    return Agreements.current();
  }

  @Override
  public SignUpMode signUpMode() {
    return signUps.mode();
  }

  @Override
  public SignedUp signUp(SignUp request, String address) {
    return signUps.signUp(request, address);
  }

  @Override
  public Session signIn(Credentials credentials, String address) {
    return signIns.signIn(credentials, address);
  }

  @Override
  public String recover(String email, String recoveryCode, String newPassword, String address) {
    return recovery.recover(email, recoveryCode, newPassword, address);
  }

  @Override
  public void signOut(Caller caller) {
    signIns.signOut(caller);
  }

  @Override
  public Versioned<Settings> settings(Caller caller) {
    return settings.read(caller);
  }

  @Override
  public Versioned<Settings> change(Caller caller, Settings changed, long version) {
    return settings.change(caller, changed, version);
  }

  @Override
  public Versioned<Settings> requestEnd(Caller caller) {
    return settings.requestEnd(caller);
  }

  @Override
  public Versioned<Settings> withdrawEnd(Caller caller) {
    return settings.withdrawEnd(caller);
  }

  @Override
  public List<Summary> list(Caller operator) {
    return desk.list(operator);
  }

  @Override
  public Summary show(Caller operator, String tenant) {
    return desk.show(operator, tenant);
  }

  @Override
  public void suspend(Caller operator, String tenant) {
    desk.suspend(operator, tenant);
  }

  @Override
  public void resume(Caller operator, String tenant) {
    desk.resume(operator, tenant);
  }

  @Override
  public String destroy(Caller operator, String tenant) {
    return destruction.destroy(operator, tenant);
  }

  @Override
  public String certificate(Caller operator, String tenant) {
    return departures.certificate(operator, tenant);
  }

  @Override
  public String departedContact(Caller operator, String tenant) {
    return departures.contact(operator, tenant);
  }

  @Override
  public String invite(Caller operator) {
    return desk.invite(operator);
  }

  @Override
  public void requestExport(Caller caller, String publicKey) {
    settings.requestExport(caller, publicKey);
  }

  @Override
  public void export(Caller operator, String tenant, OutputStream out) throws IOException {
    export.export(operator, tenant, out);
  }
}
