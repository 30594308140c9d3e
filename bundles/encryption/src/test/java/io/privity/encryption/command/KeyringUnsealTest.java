// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.encryption.SealState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.karaf.shell.api.console.Session;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KeyringUnsealTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private String given;

  private KeyringUnseal command(String input) {
    KeyringUnseal command = new KeyringUnseal();
    command.seal =
        new SealState() {
          @Override
          public Status status() {
            throw new UnsupportedOperationException();
          }

          @Override
          public void unseal(char[] passphrase) {
            given = new String(passphrase);
          }
        };
    command.session =
        (Session)
            Proxy.newProxyInstance(
                Session.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getKeyboard")
                        ? new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))
                        : null);
    return command;
  }

  @Test
  public void readsOneLineWhereThereIsNoTerminal() throws IOException {
    for (String input : new String[] {"pässphrase", "pässphrase\n", "pässphrase\r\nmore"}) {
      command(input).execute();
      assertEquals("pässphrase", given);
    }
  }

  @Test
  public void readsAFileForTheOwnerAlone() throws IOException {
    Path file = folder.newFile().toPath();
    Files.writeString(file, "from a file\n");
    KeyringUnseal command = command("");
    command.file = file.toString();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(IOException.class, command::execute);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    command.execute();
    assertEquals("from a file", given);
  }
}
