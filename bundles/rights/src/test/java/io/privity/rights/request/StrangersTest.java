// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.privity.api.encryption.Keyring;
import io.privity.api.problem.ProblemException;
import io.privity.api.rights.RequestKind;
import io.privity.api.rights.SubjectRequests.Refusal;
import io.privity.api.rights.SubjectRequests.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

public class StrangersTest {
  private final RequestOffice office = new RequestOffice();

  private String receive(String email) {
    return office
        .desk
        .receive(
            office.caller, RequestKind.ACCESS, Optional.empty(), "who am I", email, null, () -> {})
        .request()
        .id();
  }

  private void refuse(String id) {
    office.desk.refuse(office.caller, id, -1, new Refusal("excessive", "r", null, null));
  }

  private boolean isShredded(String id, long leaf) {
    return office.keyring.isPunctured(office.caller.tenant(), leaf)
        && office.row(id).isErased()
        && office.row(id).spentLeaf < 0;
  }

  @Test
  public void aStrangersRequestIsShreddedAYearAfterItWasClosed() {
    String open = receive("eve@example.org");
    String closed = receive("eve@example.org");
    long leaf = office.row(closed).leaf;
    refuse(closed);
    office.clock.move(Strangers.KEPT.minusSeconds(1));
    office.strangers.shred();
    assertEquals("eve@example.org", office.read(closed).email());
    office.clock.move(Duration.ofSeconds(1));
    office.strangers.shred();
    assertTrue(isShredded(closed, leaf));
    assertNull(office.read(closed).email());
    assertEquals(State.REFUSED, office.read(closed).state());
    assertEquals("eve@example.org", office.read(open).email());
  }

  @Test
  public void anErasureTakesClosedRequestsFromTheSubjectsAddressWithIt() {
    String open = receive("Ada@example.org");
    String closed = receive("Ada@example.org");
    String other = receive("eve@example.org");
    long leaf = office.row(closed).leaf;
    refuse(closed);
    refuse(other);
    office.strangers.forget(office.caller, Set.of("email:ada@example.org"));
    assertTrue(isShredded(closed, leaf));
    assertEquals("Ada@example.org", office.read(open).email());
    assertEquals("eve@example.org", office.read(other).email());
  }

  @Test
  public void whatIsOpenFromTheAddressOfSomeoneErasedGoesWithItsAnswer() {
    Set<String> adas = Set.of("email:ada@example.org");
    List<String> open = List.of(receive("Ada@example.org"), receive("ADA@example.org"));
    String other = receive("eve@example.org");
    office.suppressions.add(office.caller, adas);
    office.strangers.forget(office.caller, adas);
    office.strangers.shred();
    assertEquals("Ada@example.org", office.read(open.get(0)).email());

    Refusal refusal = new Refusal("excessive", "r", null, null);
    assertEquals(
        "Ada@example.org",
        office.desk.refuse(office.caller, open.get(0), -1, refusal).request().email());
    office.desk.withdraw(office.caller, open.get(1), -1);
    refuse(other);
    office.strangers.shred();
    open.forEach(id -> assertTrue(isShredded(id, office.row(id).leaf)));
    assertEquals("eve@example.org", office.read(other).email());
  }

  @Test
  public void aVaultThatIsOutOfReachIsTriedAgain() {
    String id = receive("eve@example.org");
    long leaf = office.row(id).leaf;
    office.desk.assign(office.caller, id, -1, office.subject().id());
    office.keyring.setVaultGone(true);
    assertThrows(ProblemException.class, office.strangers::shred);
    assertFalse(office.keyring.isPunctured(office.caller.tenant(), leaf));
    office.keyring.setVaultGone(false);
    office.strangers.shred();
    assertTrue(office.keyring.isPunctured(office.caller.tenant(), leaf));
    assertEquals("who am I", office.read(id).note());
  }

  @Test
  public void whatAnotherNodeShreddedMeanwhileIsDone() {
    List<String> ids = List.of(receive("eve@example.org"), receive("mallory@example.org"));
    ids.forEach(this::refuse);
    office.clock.move(Strangers.KEPT);
    Runnable other = office.strangers::shred;
    Keyring meanwhile =
        (Keyring)
            Proxy.newProxyInstance(
                Keyring.class.getClassLoader(),
                new Class<?>[] {Keyring.class},
                (proxy, method, arguments) -> {
                  other.run();
                  return invoke(method, arguments);
                });
    new Strangers(
            office.sql, office.rows, office.texts, office.suppressions, meanwhile, office.clock)
        .shred();
    ids.forEach(id -> assertTrue(isShredded(id, office.row(id).leaf)));
  }

  private Object invoke(Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(office.keyring, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
