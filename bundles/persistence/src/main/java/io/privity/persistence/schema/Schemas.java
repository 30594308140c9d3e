// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.persistence.schema;

import io.privity.persistence.gate.SchemaGate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The schemas in the store, for the operator's commands. */
@Component(service = Schemas.class)
public final class Schemas {
  private final BundleContext context;
  private final DataSource source;
  private final SchemaGate gate;

  @Activate
  public Schemas(
      BundleContext context,
      @Reference(target = "(osgi.jndi.service.name=privity)") DataSource source,
      @Reference SchemaGate gate) {
    this.context = context;
    this.source = source;
    this.gate = gate;
  }

  public List<SchemaRegister.Entry> list() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return SchemaRegister.list(connection);
    }
  }

  public boolean isInstalled(String bundle) {
    for (var installed : context.getBundles()) {
      if (bundle.equals(installed.getSymbolicName())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Removes the tables of a bundle that is gone, and all that they hold.
   *
   * @return the tables that were removed
   * @throws IllegalArgumentException when the bundle is installed, or brought no tables
   */
  public List<String> drop(String bundle) throws SQLException {
    if (isInstalled(bundle)) {
      throw new IllegalArgumentException(bundle + " is installed; uninstall it first");
    }
    try (Connection connection = source.getConnection()) {
      if (SchemaRegister.list(connection).stream().noneMatch(e -> e.bundle().equals(bundle))) {
        throw new IllegalArgumentException(bundle + " has no tables here");
      }
      List<String> dropped = SchemaRegister.drop(connection, bundle);
      gate.look();
      return dropped;
    }
  }
}
