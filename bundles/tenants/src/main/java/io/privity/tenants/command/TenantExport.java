// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.tenants.command;

import io.privity.api.tenants.Tenants;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

@Service
@Command(
    scope = "privity",
    name = "tenant-export",
    description = "Writes the export that a tenant's owner asked for, sealed to the owner's key")
public final class TenantExport implements Action {
  @Reference private Tenants tenants;

  @Reference private Session session;

  @Argument(name = "tenant", description = "The tenant's id", required = true)
  private String tenant;

  @Argument(index = 1, name = "file", description = "A file that is not there yet", required = true)
  private String file;

  @Override
  public Object execute() throws IOException {
    Path path = Path.of(file);
    SeekableByteChannel fresh =
        Files.newByteChannel(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean done = false;
    try (OutputStream out = Channels.newOutputStream(fresh)) {
      tenants.export(Operators.of(session), tenant, out);
      done = true;
    } finally {
      if (!done) {
        // half an export is none
        Files.delete(path);
      }
    }
    System.out.println("exported " + tenant);
    return null;
  }
}
