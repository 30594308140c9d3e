// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.tenants;

import io.privity.api.caller.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Tenants, from sign-up to their end. Thread-safe. */
@ProviderType
public interface Tenants {

  /** Whether a tenant is served. */
  enum State {
    ACTIVE,
    SUSPENDED,
    /** The owner asked for the end; the operator may destroy it 30 days later. */
    ENDING
  }

  /**
   * A tenant's own settings, as its API shows them.
   *
   * @param namesUsers whether data subjects are told the names of the tenant's users, see {@link
   *     UserNames}; only an owner changes it
   */
  record Settings(
      String id,
      String name,
      String language,
      String timeZone,
      String country,
      String dpo,
      List<String> breachContacts,
      boolean namesUsers,
      String agreement,
      Instant endRequestedAt,
      Instant createdAt) {}

  /** A value with the version that its ETag shows. */
  record Versioned<T>(T value, long version) {}

  /** A tenant as the operator sees it: no name, no address, nothing of what it keeps. */
  record Summary(
      String id,
      State state,
      Instant createdAt,
      int users,
      String agreement,
      Instant destroyableAt) {}

  /** The agreement in force. */
  record Agreement(String version, String text) {}

  Agreement currentAgreement();

  SignUpMode signUpMode();

  /**
   * @param address the client's address, for its limit
   * @throws TenantException {@code email-taken}, {@code agreement-outdated}, {@code weak-password},
   *     {@code invalid-email}, {@code signup-closed}, {@code invite-invalid}, {@code
   *     too-many-attempts}
   */
  SignedUp signUp(SignUp request, String address);

  /**
   * @throws TenantException {@code sign-in-failed}, the same for an unknown address, a wrong
   *     password and a suspended tenant; {@code too-many-attempts}
   */
  Session signIn(Credentials credentials, String address);

  /**
   * Resets the owner's password with the recovery code, which is replaced.
   *
   * @return the new recovery code
   */
  String recover(String email, String recoveryCode, String newPassword, String address);

  void signOut(Caller caller);

  Versioned<Settings> settings(Caller caller);

  /**
   * @param version the version that the change is based on
   * @throws TenantException {@code stale-version}, {@code invalid-value}, {@code owner-only}
   */
  Versioned<Settings> change(Caller caller, Settings settings, long version);

  /** The owner asks for the tenant's end. */
  Versioned<Settings> requestEnd(Caller caller);

  /** The owner takes the request back. */
  Versioned<Settings> withdrawEnd(Caller caller);

  // The operator's side: an operator caller only.

  List<Summary> list(Caller operator);

  Summary show(Caller operator, String tenant);

  void suspend(Caller operator, String tenant);

  void resume(Caller operator, String tenant);

  /**
   * Destroys the tenant's keys, and then every bundle's rows of it. Called again it goes on where
   * it was cut short.
   *
   * @return the signed certificate (Art. 28(3)(g)), a compact JWS
   * @throws TenantException {@code end-not-requested}, {@code too-early}; {@code
   *     destroy-unfinished} when the keys are gone and rows are left, in the {@code bundles} that
   *     it names
   */
  String destroy(Caller operator, String tenant);

  /**
   * The certificate of a destruction, while it is kept.
   *
   * @throws TenantException {@code no-such-certificate}
   */
  String certificate(Caller operator, String tenant);

  /**
   * The e-mail address of the owner of a tenant that is gone, while it is kept.
   *
   * @throws TenantException {@code no-such-certificate}, {@code no-such-contact}
   */
  String departedContact(Caller operator, String tenant);

  /** A one-time invitation to sign up. */
  String invite(Caller operator);

  /**
   * The owner asks the operator for an export, sealed to the owner's key.
   *
   * @param publicKey an X25519 public key, 32 bytes, base64
   */
  void requestExport(Caller caller, String publicKey);

  /**
   * Writes the export that the owner asked for, sealed to the owner's key: what every bundle keeps
   * of the tenant, a JSON line each, {@code {"bundle": …, "data": …}}.
   *
   * @throws TenantException {@code export-not-requested}; {@code export-unavailable} while a bundle
   *     that keeps data is not there
   */
  void export(Caller operator, String tenant, OutputStream out) throws IOException;
}
