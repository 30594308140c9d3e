// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import io.privity.api.encryption.Anchors;
import io.privity.api.encryption.ErasureLedger;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RetainedData;
import io.privity.api.encryption.SealState;
import io.privity.api.encryption.Signer;
import io.privity.api.encryption.StoreKey;
import io.privity.encryption.cipher.Argon2id;
import io.privity.encryption.subject.OpenKeys;
import io.privity.encryption.vault.FileDisk;
import io.privity.encryption.vault.Vault;
import java.io.IOException;
import java.util.Deque;
import java.util.Hashtable;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Registers what this bundle offers: the state of the seal from the first moment on, and all that
 * needs a key once the vault is open.
 *
 * <p>It registers the services itself, as finished objects: what they wake up must find the seal's
 * state while this component is still being activated.
 */
@Component(
    immediate = true,
    service = {},
    configurationPid = Settings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Settings.class)
public final class KeyringServices {
  private final BundleContext context;
  private final Alarm alarm = new Alarm();
  private final OpenKeys keys;
  private final Seal seal;
  private final Deque<ServiceRegistration<?>> registrations = new ConcurrentLinkedDeque<>();
  private volatile SubjectKeyring keyring;

  @Activate
  public KeyringServices(BundleContext context, Settings settings) {
    this.context = context;
    Places places = Places.of(settings);
    keys = new OpenKeys(settings.openKeys());
    seal = new Seal(places, new FileDisk(), Argon2id.ROOT, this::opened);
    register(SealState.class, seal);
    new KeyringHealth(seal, alarm, places.vaults()).checks().forEach(this::register);
    seal.start();
  }

  private void register(String name, HealthCheck check) {
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put(HealthCheck.NAME, name);
    properties.put(HealthCheck.TAGS, new String[] {"privity", "keyring"});
    keep(context.registerService(HealthCheck.class, check, properties));
  }

  private <T> void register(Class<T> type, T service) {
    keep(context.registerService(type, service, null));
  }

  private void keep(ServiceRegistration<?> registration) {
    registrations.push(registration);
  }

  private void opened(Vault vault) {
    keyring = new SubjectKeyring(vault, keys, alarm);
    register(Signer.class, Ed25519Signer.of(vault.keys()));
    register(Anchors.class, vault.anchors());
    register(ErasureLedger.class, vault.ledger());
    register(RetainedData.class, vault.retained());
    register(Keyring.class, keyring);
    // Last, since the store and all that waits for it starts here.
    register(StoreKey.class, new VaultStoreKey(vault));
  }

  @Deactivate
  void deactivate() throws IOException {
    // The latest first: the store goes before what it was opened with.
    for (ServiceRegistration<?> registration : registrations) {
      registration.unregister();
    }
    if (keyring != null) {
      keyring.close();
    }
    seal.close();
  }
}
