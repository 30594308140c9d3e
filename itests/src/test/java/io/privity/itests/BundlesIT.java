// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.environment;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFileExtend;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.inject.Inject;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;

/**
 * Inside the container: every bundle is active, and a feature comes and goes without touching
 * another bundle.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BundlesIT {
  @Inject private BundleContext context;
  @Inject private FeaturesService features;

  @Configuration
  public Option[] configuration() throws IOException {
    File distribution = new File(System.getProperty("privity.distribution")).getCanonicalFile();
    return new Option[] {
      karafDistributionConfiguration()
          .frameworkUrl(distribution.toURI().toString())
          .name("privity")
          .unpackDirectory(new File("target/exam"))
          .useDeployFolder(false),
      configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
      logLevel(LogLevel.INFO),
      // The distribution knows no repository but its own; Pax Exam's bundles come from this
      // build's.
      editConfigurationFileExtend(
          "etc/org.ops4j.pax.url.mvn.cfg",
          "org.ops4j.pax.url.mvn.defaultRepositories",
          ", file:" + System.getProperty("privity.repository") + "@id=build@snapshots"),
      // The probe waits for Pax Exam's last bundle, which starts after all of ours.
      systemProperty("org.ops4j.pax.exam.raw.extender.intern.Parser.DEFAULT_TIMEOUT")
          .value("120000"),
      environment("PRIVITY_HTTPS_PORT=" + freePort()),
      environment("PRIVITY_SSH_PORT=" + freePort()),
    };
  }

  @Test
  public void everyBundleIsActive() {
    List<String> inactive = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
      if (bundle.getState() != (fragment ? Bundle.RESOLVED : Bundle.ACTIVE)) {
        inactive.add(bundle.getSymbolicName() + " " + bundle.getState());
      }
    }
    assertEquals(List.of(), inactive);
  }

  @Test
  public void oneCopyOfEachBundle() {
    List<String> names = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      if (names.contains(bundle.getSymbolicName())) {
        twice.add(bundle.getSymbolicName());
      }
      names.add(bundle.getSymbolicName());
    }
    assertEquals(List.of(), twice);
  }

  @Test
  public void aFeatureComesAndGoesAlone() throws Exception {
    for (String name : List.of("privity-contacts")) {
      Feature feature = features.getFeature(name);
      List<String> disturbed = new CopyOnWriteArrayList<>();
      BundleListener listener =
          event -> {
            if ((event.getType() & (BundleEvent.STOPPED | BundleEvent.UNRESOLVED)) != 0
                && !event
                    .getBundle()
                    .getSymbolicName()
                    .equals(name.replace("privity-", "io.privity."))) {
              disturbed.add(event.getBundle().getSymbolicName());
            }
          };
      context.addBundleListener(listener);
      try {
        features.uninstallFeature(name, feature.getVersion());
        assertTrue(!features.isInstalled(feature));
        features.installFeature(feature, EnumSet.noneOf(FeaturesService.Option.class));
        assertTrue(features.isInstalled(feature));
      } finally {
        context.removeBundleListener(listener);
      }
      assertEquals(List.of(), disturbed);
    }
    everyBundleIsActive();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
