// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.SealState;
import io.privity.api.encryption.Signer;
import io.privity.api.encryption.StoreKey;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

public class KeyringServicesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Map<String, Object> services = new LinkedHashMap<>();
  private final List<String> gone = new ArrayList<>();

  private BundleContext context() {
    return proxy(
        BundleContext.class,
        (method, arguments) -> {
          assertEquals("registerService", method);
          String type = ((Class<?>) arguments[0]).getSimpleName();
          services.put(type, arguments[1]);
          return proxy(
              ServiceRegistration.class,
              (call, unused) -> {
                gone.add(type);
                return services.remove(type);
              });
        });
  }

  private interface Call {
    Object run(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.run(method.getName(), arguments)));
  }

  private Settings settings(String data) {
    return proxy(
        Settings.class,
        (method, arguments) ->
            switch (method) {
              case "data" -> data;
              case "openKeys" -> 10;
              default -> "";
            });
  }

  private KeyringServices start() {
    return new KeyringServices(
        context(), settings(folder.getRoot().toPath().resolve("data").toString()));
  }

  @Test
  public void everyServiceWhileItIsOpenAndTheStateAlways() throws IOException {
    KeyringServices first = start();
    assertEquals(
        "[SealState, HealthCheck, Signer, Anchors, ErasureLedger, RetainedData, Keyring, StoreKey]",
        services.keySet().toString());
    Keyring keyring = (Keyring) services.get("Keyring");
    byte[] publicKey = ((Signer) services.get("Signer")).publicKey();
    StoreKey storeKey = (StoreKey) services.get("StoreKey");
    List<byte[]> lent = new ArrayList<>();
    List<byte[]> copies = new ArrayList<>();
    storeKey.use(lent::add);
    storeKey.use(key -> copies.add(key.clone()));
    assertArrayEquals(new byte[32], lent.get(0));
    assertFalse(Arrays.equals(new byte[32], copies.get(0)));
    assertEquals(1, storeKey.generation());
    first.deactivate();
    assertEquals("StoreKey", gone.get(0));
    assertTrue(services.isEmpty());
    assertThrows(RuntimeException.class, () -> keyring.lookupHash("x", new byte[0]));
    assertThrows(RuntimeException.class, () -> storeKey.use(key -> {}));

    Path passphrase = folder.getRoot().toPath().resolve("data/passphrase");
    String secret = Files.readString(passphrase).strip();
    Files.delete(passphrase);
    KeyringServices second = start();
    assertEquals("[SealState, HealthCheck]", services.keySet().toString());
    ((SealState) services.get("SealState")).unseal(secret.toCharArray());
    assertTrue(services.containsKey("StoreKey"));
    assertArrayEquals(publicKey, ((Signer) services.get("Signer")).publicKey());
    ((StoreKey) services.get("StoreKey")).use(key -> assertArrayEquals(copies.get(0), key));
    second.deactivate();
  }

  @Test
  public void dataIsRequired() {
    assertThrows(
        IllegalArgumentException.class, () -> new KeyringServices(context(), settings(" ")));
  }
}
