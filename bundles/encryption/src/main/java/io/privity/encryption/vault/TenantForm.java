// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.encryption.vault;

import io.privity.encryption.cipher.Gcm;
import io.privity.encryption.tree.Page;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * The bytes of one tenant's files: {@code tenants/<id>/key}, a {@code page-<n>} for each 65,536
 * leaves, and, once it was destroyed, {@code destroyed} alone.
 */
final class TenantForm {
  static final String TENANTS = "tenants";
  static final String KEY = "key";
  static final String TOMBSTONE = "destroyed";

  private static final String PAGE = "page-";
  private static final byte[] PAGE_USE = "privity page\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};

  private final byte[] place;
  private final VaultKeys keys;
  private final SealedFile form;
  private final RetainedForm retained;

  TenantForm(UUID tenant, VaultKeys keys, Gcm gcm) {
    this.place = VaultKeys.place(tenant);
    this.keys = keys;
    this.form = new SealedFile(gcm);
    this.retained = new RetainedForm(tenant, keys, gcm);
  }

  static String pageName(int page) {
    return PAGE + String.format("%08x", page);
  }

  /** The number of the page in a file of that name, or -1. */
  static int pageNumber(String name) {
    return name.matches(PAGE + "[0-7][0-9a-f]{7}")
        ? Integer.parseInt(name.substring(PAGE.length()), 16)
        : -1;
  }

  byte[] key(TenantKey key) {
    byte[] wrapping = keys.forFile("tenant key", place);
    byte[] body = key.body();
    try {
      return form.encode(SealedFile.Kind.TENANT_KEY, place, wrapping, key.revision(), body);
    } finally {
      Arrays.fill(wrapping, (byte) 0);
      Arrays.fill(body, (byte) 0);
    }
  }

  /** The key in a file, or null when it is not one of this tenant. */
  TenantKey key(byte[] file) {
    byte[] wrapping = keys.forFile("tenant key", place);
    try {
      SealedFile.Content content = form.decode(SealedFile.Kind.TENANT_KEY, place, wrapping, file);
      return content == null ? null : TenantKey.of(content);
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  byte[] page(TenantKey key, int number, Page page) {
    byte[] wrapping = pageKey(key, number);
    byte[] body = page.encode();
    try {
      return form.encode(SealedFile.Kind.PAGE, place(number), wrapping, page.revision(), body);
    } finally {
      Arrays.fill(wrapping, (byte) 0);
      Arrays.fill(body, (byte) 0);
    }
  }

  /** The page in a file, or null when it is not that page of this tenant. */
  Page page(TenantKey key, int number, byte[] file) {
    byte[] wrapping = pageKey(key, number);
    try {
      SealedFile.Content content = form.decode(SealedFile.Kind.PAGE, place(number), wrapping, file);
      if (content == null) {
        return null;
      }
      Page page = Page.decode(content.body, content.revision);
      Arrays.fill(content.body, (byte) 0);
      return page;
    } catch (IllegalArgumentException e) {
      return null; // authentic, but of a form that this version does not write
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  byte[] tombstone() {
    byte[] mark = keys.forFile("tombstone", place);
    return form.encode(SealedFile.Kind.TOMBSTONE, place, mark, 1, NOTHING);
  }

  boolean isTombstone(byte[] file) {
    byte[] mark = keys.forFile("tombstone", place);
    return form.decode(SealedFile.Kind.TOMBSTONE, place, mark, file) != null;
  }

  /** What a file's revision is: the newest of the copies counts. -1 when it is not authentic. */
  long revision(String name, TenantKey key, byte[] file) {
    if (name.equals(KEY)) {
      TenantKey read = key(file);
      return read == null ? -1 : read.revision();
    }
    if (RetainedForm.isName(name)) {
      RetainedForm.Content read = key == null ? null : retained.decode(key, name, file);
      return read == null ? -1 : read.revision();
    }
    int number = pageNumber(name);
    Page page = number < 0 || key == null ? null : page(key, number, file);
    return page == null ? -1 : page.revision();
  }

  private byte[] place(int page) {
    return ByteBuffer.allocate(place.length + Integer.BYTES).put(place).putInt(page).array();
  }

  private byte[] pageKey(TenantKey key, int page) {
    byte[] use =
        ByteBuffer.allocate(PAGE_USE.length + Integer.BYTES).put(PAGE_USE).putInt(page).array();
    return keys.hkdf().expand(key.key(), use, Gcm.KEY_LENGTH);
  }
}
