// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.testkit;

import static io.privity.testkit.Refused.assertRefused;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.privity.api.caller.Caller;
import io.privity.api.caller.Role;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.RecordName;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;

public class TestKeyringTest {
  private final TestKeyring keyring = new TestKeyring();
  private final Caller caller = keyring.caller(Role.MEMBER);
  private final RecordName name = new RecordName(keyring.newSubject(caller), "note", "id", 1);
  private final byte[] sealed = keyring.seal(caller, name, new byte[] {7});

  @Test
  public void callersHaveTenantsAndLeavesOfTheirOwn() {
    Caller colleague = keyring.caller(caller.tenant(), Role.OWNER);
    assertNotEquals(caller.principal(), colleague.principal());
    assertNotEquals(caller.principalLeaf(), colleague.principalLeaf());
    assertArrayEquals(new byte[] {7}, keyring.open(colleague, name, sealed));
    assertNotEquals(caller.tenant(), keyring.caller().tenant());
  }

  @Test
  public void anotherNodeOpensTheSameVault() {
    TestKeyring other = new TestKeyring();
    assertArrayEquals(new byte[] {7}, other.open(caller, name, sealed));
    keyring.puncture(caller, name.leaf());
    assertTrue(other.isPunctured(caller.tenant(), name.leaf()));
    assertRefused(EncryptionException.SUBJECT_ERASED, () -> other.open(caller, name, sealed));
  }

  @Test
  public void withoutItsVaultNothingIsErased() {
    keyring.setVaultGone(true);
    assertRefused(
        EncryptionException.VAULT_UNAVAILABLE, () -> keyring.puncture(caller, name.leaf()));
    assertRefused(
        EncryptionException.VAULT_UNAVAILABLE, () -> keyring.destroyTenant(caller.tenant()));
    assertFalse(keyring.isPunctured(caller.tenant(), name.leaf()));
    keyring.open(caller, name, sealed);
    keyring.setVaultGone(false);
    keyring.puncture(caller, name.leaf());
  }

  @Test
  public void whileItRefusesNobodyIsLetAtTheKeys() {
    keyring.setRefusing(true);
    assertRefused(EncryptionException.REFUSED, () -> keyring.admit(caller));
    assertRefused(EncryptionException.REFUSED, () -> keyring.open(caller, name, sealed));
    assertRefused(EncryptionException.REFUSED, () -> keyring.puncture(caller, name.leaf()));
    keyring.setRefusing(false);
    keyring.open(caller, name, sealed);
  }

  @Test
  public void tellsWhatItMadeAndDestroyed() {
    UUID tenant = UUID.randomUUID();
    keyring.createTenant(tenant);
    keyring.destroyTenant(tenant);
    assertEquals(Set.of(tenant), keyring.created());
    assertEquals(Set.of(tenant), keyring.destroyed());
  }
}
