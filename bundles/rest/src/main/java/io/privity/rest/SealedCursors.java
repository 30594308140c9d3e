// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.problem.Kind;
import io.privity.api.rest.Cursors;
import io.privity.api.rest.RestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Cursors sealed under the operator's key, bound to the tenant and the list. */
@Component(service = Cursors.class)
public final class SealedCursors implements Cursors {
  private static final int LONGEST = 4096;

  /** A format byte, a nonce and a tag: what is shorter was never sealed. */
  private static final int SHORTEST = 29;

  private final Keyring keyring;

  @Activate
  public SealedCursors(@Reference Keyring keyring) {
    this.keyring = keyring;
  }

  @Override
  public String seal(Caller caller, String list, String place) {
    byte[] sealed =
        keyring.sealForOperator(purpose(caller, list), place.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  @Override
  public String open(Caller caller, String list, String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(cursor.length() > LONGEST ? "" : cursor);
      if (sealed.length >= SHORTEST) {
        return new String(
            keyring.openForOperator(purpose(caller, list), sealed), StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException e) {
      // no base64: refused below
    } catch (EncryptionException e) {
      if (!EncryptionException.RECORD_DAMAGED.equals(e.code())) {
        throw e;
      }
    }
    throw new RestException(
        Kind.INVALID,
        "invalid-cursor",
        "The cursor is not one of this list.",
        Map.of("parameter", "cursor"));
  }

  private static String purpose(Caller caller, String list) {
    return "cursor\n" + (caller.isOperator() ? "operator" : caller.tenant()) + '\n' + list;
  }
}
