// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.staff;

import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The console's realm: public keys and nothing else. It outranks Karaf's own realm of that name, so
 * no password opens the console.
 */
@Component(configurationPid = "io.privity.staff", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConsoleRealm.Settings.class)
public final class ConsoleRealm implements JaasRealm {
  private static final String MODULES = "org.apache.karaf.jaas.modules";
  private static final int ABOVE_KARAFS_OWN = 100;

  /** Where the keys lie. */
  @ObjectClassDefinition(name = "Privity console")
  public @interface Settings {
    @AttributeDefinition(
        description = "The data directory; the keys lie in its directory 'console'.")
    String data();
  }

  private final BundleContext context;
  private final ConsoleKeys keys;

  @Activate
  public ConsoleRealm(BundleContext context, Settings settings) {
    this.context = context;
    keys = new ConsoleKeys(Path.of(settings.data(), "console"));
    keys.prepare();
  }

  @Override
  public String getName() {
    return "karaf";
  }

  @Override
  public int getRank() {
    return ABOVE_KARAFS_OWN;
  }

  @Override
  public AppConfigurationEntry[] getEntries() {
    Map<String, Object> options =
        Map.of(
            BundleContext.class.getName(),
            context,
            ProxyLoginModule.PROPERTY_MODULE,
            MODULES + ".publickey.PublickeyLoginModule",
            ProxyLoginModule.PROPERTY_BUNDLE,
            Long.toString(modules().getBundleId()),
            "users",
            keys.publicKeys().toString(),
            "detailed.login.exception",
            "false");
    return new AppConfigurationEntry[] {
      new AppConfigurationEntry(
          ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
    };
  }

  private Bundle modules() {
    for (Bundle bundle : context.getBundles()) {
      if (MODULES.equals(bundle.getSymbolicName())) {
        return bundle;
      }
    }
    throw new IllegalStateException("Karaf's login modules are not installed");
  }
}
