// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.command;

import io.privity.api.encryption.SealState;
import io.privity.encryption.SecretFile;
import io.privity.encryption.cipher.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/**
 * {@code privity:keyring-unseal}. Asks for the passphrase where there is a terminal, and reads a
 * line of the input where there is none. Never takes it as an argument: that would be in the
 * history.
 */
@Service
@Command(
    scope = "privity",
    name = "keyring-unseal",
    description = "Gives the passphrase to a sealed server")
public final class KeyringUnseal implements Action {
  private static final int LONGEST = 64 * 1024;

  @Option(
      name = "--file",
      description = "A file on the server with the passphrase, mode 0600",
      valueToShowInHelp = "none: ask, or read one line of the input")
  String file;

  @Reference SealState seal;
  @Reference Session session;

  @Override
  public Object execute() throws IOException {
    char[] passphrase = file != null ? fromFile() : fromSession();
    try {
      seal.unseal(passphrase);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
    System.out.println("The vault is open.");
    return null;
  }

  private char[] fromFile() throws IOException {
    try {
      return cleared(SecretFile.read(Path.of(file)));
    } catch (SecretFile.UnusableException e) {
      throw new IOException("The passphrase file can't be used: " + e.getMessage(), e);
    }
  }

  private char[] fromSession() throws IOException {
    if (session.getTerminal() != null) {
      return session.readLine("Passphrase: ", '*').toCharArray();
    }
    byte[] line = new byte[LONGEST];
    int length = 0;
    InputStream input = session.getKeyboard();
    for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
      if (length == LONGEST) {
        throw new IOException("The passphrase is too long.");
      }
      line[length++] = (byte) next;
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    byte[] passphrase = Arrays.copyOf(line, length);
    Arrays.fill(line, (byte) 0);
    return cleared(passphrase);
  }

  private static char[] cleared(byte[] bytes) {
    char[] chars = Utf8.chars(bytes);
    Arrays.fill(bytes, (byte) 0);
    return chars;
  }
}
