// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.Passwords;
import io.privity.api.encryption.RecordName;
import io.privity.tenants.store.UserRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Seals and opens what a user's row holds. The password's hash is sealed too: whoever has the
 * database alone can't even guess.
 */
@Component(service = Accounts.class)
public final class Accounts {
  private static final String EMAIL = "user";
  private static final String PASSWORD = "user-password";
  private static final String NAME = "user-name";
  private static final String TOKEN = "token";

  private final Keyring keyring;
  private final Passwords passwords;

  @Activate
  public Accounts(@Reference Keyring keyring, @Reference Passwords passwords) {
    this.keyring = keyring;
    this.passwords = passwords;
  }

  /** The keyed hash by which an address is found. */
  byte[] login(String email) {
    return keyring.lookupHash("login", bytes(EmailAddress.normalised(email)));
  }

  /** The first user of a tenant for which there is no caller yet. */
  UserRow owner(UUID tenant, EmailAddress email, long now) {
    UserRow user = create(tenant, keyring.newSubject(tenant), email, EnumSet.of(Role.OWNER), now);
    user.email = keyring.seal(tenant, name(user, EMAIL, user.id), bytes(email.text()));
    return user;
  }

  /** A further user, without a password. */
  UserRow user(Caller caller, EmailAddress email, Set<Role> roles, long now) {
    UserRow user = create(caller.tenant(), keyring.newSubject(caller), email, roles, now);
    user.email = keyring.seal(caller, name(user, EMAIL, user.id), bytes(email.text()));
    return user;
  }

  private UserRow create(UUID tenant, long leaf, EmailAddress email, Set<Role> roles, long now) {
    UserRow user = new UserRow();
    user.tenant = tenant.toString();
    user.id = Ids.next(now).toString();
    user.leaf = leaf;
    user.version = 1;
    user.created = now;
    user.setRoles(roles);
    user.login = login(email.text());
    return user;
  }

  String email(Caller caller, UserRow user) {
    return text(keyring.open(caller, name(user, EMAIL, user.id), user.email));
  }

  /** Null where none was given. */
  String displayName(Caller caller, UserRow user) {
    return user.name == null
        ? null
        : text(keyring.open(caller, name(user, NAME, user.id), user.name));
  }

  void setDisplayName(Caller caller, UserRow user, String name) {
    user.name = name == null ? null : keyring.seal(caller, name(user, NAME, user.id), bytes(name));
  }

  boolean isErased(UserRow user) {
    return keyring.isPunctured(user.tenantId(), user.leaf);
  }

  /** Hashes a password, which takes its time: not to be done inside a transaction. */
  String hash(String password) {
    char[] chars = password.toCharArray();
    try {
      return passwords.hash(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  void setPassword(UserRow user, String hash) {
    user.password = keyring.seal(user.tenantId(), name(user, PASSWORD, user.id), bytes(hash));
    Lockout.clear(user);
  }

  /**
   * @param user null to spend the same time on nobody
   */
  boolean matches(String password, UserRow user) {
    String hash =
        user == null || !user.isActive() || isErased(user)
            ? null
            : text(keyring.open(user.tenantId(), name(user, PASSWORD, user.id), user.password));
    char[] chars = password.toCharArray();
    try {
      return passwords.matches(chars, hash);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  byte[] sealTokenName(Caller caller, UserRow user, String token, String name) {
    return keyring.seal(caller, name(user, TOKEN, token), bytes(name));
  }

  String tokenName(Caller caller, UserRow user, String token, byte[] sealed) {
    return text(keyring.open(caller, name(user, TOKEN, token), sealed));
  }

  private static RecordName name(UserRow user, String kind, String id) {
    return new RecordName(user.leaf, kind, id, 0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
