// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.privity.api.contacts.Contacts;
import io.privity.api.encryption.EncryptionException;
import io.privity.contacts.TestContacts;
import io.privity.contacts.exchange.format.Format;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.Test;

/** A server that dies during an import or a revert goes on as if it had not. */
public class ResumeTest {
  private static final int ROWS = 1_200;

  /** As if the process ended here. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private enum When {
    BEFORE,
    INSIDE,
    AFTER
  }

  /** Contacts that die at the n-th call of this method. */
  private static UnaryOperator<Contacts> dying(String method, int call, When when) {
    int[] calls = {0};
    return book ->
        (Contacts)
            Proxy.newProxyInstance(
                ResumeTest.class.getClassLoader(),
                new Class<?>[] {Contacts.class},
                (proxy, called, arguments) -> {
                  boolean dies = called.getName().equals(method) && ++calls[0] == call;
                  if (dies && when == When.BEFORE) {
                    throw new Killed();
                  }
                  if (dies && when == When.INSIDE) {
                    arguments[3] = thenKilled(arguments[3]);
                  }
                  try {
                    Object result = called.invoke(book, arguments);
                    if (dies) {
                      throw new Killed();
                    }
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  @SuppressWarnings("unchecked")
  private static Object thenKilled(Object alongside) {
    Consumer<List<Contacts.Result>> inner = (Consumer<List<Contacts.Result>>) alongside;
    return (Consumer<List<Contacts.Result>>)
        results -> {
          inner.accept(results);
          throw new Killed();
        };
  }

  private static String file() {
    StringBuilder file = new StringBuilder("Name,Email\n");
    for (int i = 0; i < ROWS; i++) {
      // every 100th row is broken, every 10th has the address of the one before
      String address = i % 100 == 50 ? "broken" : "n" + (i % 10 == 9 ? i - 1 : i) + "@example.org";
      file.append("N").append(i).append(',').append(address).append('\n');
    }
    return file.toString();
  }

  private static void isWhole(ImportDesk at, ImportView view) {
    assertEquals("done", view.state());
    assertEquals(ROWS, view.read());
    assertEquals(ROWS / 100, view.rejected());
    assertEquals(ROWS / 10, view.updated());
    assertEquals(ROWS - ROWS / 100 - ROWS / 10, view.created());
    List<String> names = at.names();
    assertEquals(view.created(), names.size());
    assertEquals(view.created(), new HashSet<>(names).size());
  }

  @Test
  public void anImportIsResumedExactlyWhereItWas() throws IOException {
    for (When when : When.values()) {
      for (int batch = 1; batch <= 3; batch++) {
        try (ImportDesk first = new ImportDesk()) {
          String id = first.accept(Format.CSV, file());
          ImportDesk dying =
              new ImportDesk(first.desk.keyring, first.caller, dying("apply", batch, when));
          assertThrows(Killed.class, () -> dying.run(id));
          dying.close();
          ImportDesk next =
              new ImportDesk(first.desk.keyring, first.caller, UnaryOperator.identity());
          isWhole(next, next.run(id));
          assertEquals(ROWS / 100, next.rejects(id).size());
          next.close();
        }
      }
    }
  }

  @Test
  public void aRevertIsResumedExactlyWhereItWas() throws IOException {
    for (When when : When.values()) {
      for (int batch = 1; batch <= 3; batch++) {
        try (ImportDesk first = new ImportDesk()) {
          first.desk.create("Somebody else");
          first.desk.book.create(
              first.caller, TestContacts.contact("Old", "n3@example.org", null, List.of()));
          String id = first.accept(Format.CSV, file());
          ImportView done = first.run(id);
          ImportDesk dying =
              new ImportDesk(first.desk.keyring, first.caller, dying("apply", batch, when));
          assertThrows(Killed.class, () -> dying.revert(id));
          dying.close();
          ImportDesk next =
              new ImportDesk(first.desk.keyring, first.caller, UnaryOperator.identity());
          assertEquals("reverting", next.reports.view(next.caller, id).state());
          ImportView view = next.run(id);
          assertEquals("reverted", view.state());
          assertEquals(Long.valueOf(done.created() + 1), view.undone());
          assertEquals(Long.valueOf(0), view.skipped());
          assertEquals(List.of("Somebody else", "Old"), next.names());
          next.close();
        }
      }
    }
  }

  @Test
  public void aRevertWhoseKeysCouldNotBePuncturedGoesOnAndTheyFollow() throws IOException {
    try (ImportDesk at = new ImportDesk()) {
      String id = at.accept(Format.CSV, file());
      ImportView done = at.run(id);
      at.imports.revert(at.caller, id);
      at.desk.keyring.setVaultGone(true);
      EncryptionException e = assertThrows(EncryptionException.class, () -> at.run(id));
      assertEquals(EncryptionException.VAULT_UNAVAILABLE, e.code());
      long punctured = punctured(at);
      at.desk.keyring.setVaultGone(false);
      assertEquals(Long.valueOf(done.created()), at.run(id).undone());
      try (ImportDesk next = new ImportDesk(at.desk.keyring, at.caller, UnaryOperator.identity())) {
        next.desk.finishShredding();
      }
      assertEquals(done.created(), punctured(at) - punctured);
    }
  }

  private static long punctured(ImportDesk at) {
    return at.desk.keyring.punctures().stream().flatMapToLong(LongStream::of).distinct().count();
  }

  @Test
  public void aStoreThatFailsKeepsNothingOfTheBatch() throws IOException {
    try (ImportDesk at = new ImportDesk()) {
      String id = at.accept(Format.CSV, file());
      UnaryOperator<Contacts> slow = dying("apply", 2, When.BEFORE);
      ImportDesk dying = new ImportDesk(at.desk.keyring, at.caller, slow);
      assertThrows(Killed.class, () -> dying.run(id));
      ImportView half = at.reports.view(at.caller, id);
      assertEquals("running", half.state());
      assertEquals(500, half.read());
      dying.close();
      ImportDesk next = new ImportDesk(at.desk.keyring, at.caller, UnaryOperator.identity());
      isWhole(next, next.run(id));
      next.close();
    }
  }
}
