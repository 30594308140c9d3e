// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.api.caller.Caller;
import io.privity.api.encryption.EncryptionException;
import io.privity.api.encryption.Keyring;
import io.privity.api.encryption.RecordName;
import io.privity.api.problem.Kind;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals with one fixed key, bound as the real one binds. */
public final class TestKeyring {
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");

  private TestKeyring() {}

  public static Keyring make() {
    return (Keyring)
        Proxy.newProxyInstance(
            Keyring.class.getClassLoader(),
            new Class<?>[] {Keyring.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "seal" -> seal(bound(args), (byte[]) args[2]);
                  case "open" -> open(bound(args), (byte[]) args[2]);
                  case "sealForOperator" -> seal((String) args[0], (byte[]) args[1]);
                  case "openForOperator" -> open((String) args[0], (byte[]) args[1]);
                  case "lookupHash" -> hash((String) args[0], (byte[]) args[1]);
                  case "isPunctured" -> false;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static String bound(Object[] args) {
    return ((Caller) args[0]).tenant() + " " + (RecordName) args[1];
  }

  private static byte[] hash(String domain, byte[] value) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(domain.getBytes(StandardCharsets.UTF_8));
    return digest.digest(value);
  }

  private static byte[] seal(String bound, byte[] plain) throws Exception {
    byte[] nonce = new byte[12];
    new java.security.SecureRandom().nextBytes(nonce);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    out.write(nonce);
    out.write(cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(plain));
    return out.toByteArray();
  }

  private static byte[] open(String bound, byte[] sealed) throws Exception {
    try {
      byte[] nonce = Arrays.copyOfRange(sealed, 1, 13);
      return cipher(Cipher.DECRYPT_MODE, nonce, bound).doFinal(sealed, 13, sealed.length - 13);
    } catch (javax.crypto.AEADBadTagException e) {
      throw new EncryptionException(
          Kind.DAMAGED, EncryptionException.RECORD_DAMAGED, "A record is damaged.");
    }
  }

  private static Cipher cipher(int mode, byte[] nonce, String bound) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, KEY, new GCMParameterSpec(128, nonce));
    cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
