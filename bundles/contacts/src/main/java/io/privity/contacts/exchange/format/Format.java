// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.util.Locale;

/** The formats of files. */
public enum Format {
  CSV("text/csv", "csv"),
  VCARD("text/vcard", "vcf"),
  JSON("application/json", "json");

  private final String mediaType;
  private final String extension;

  Format(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  public String extension() {
    return extension;
  }

  /** The name in the API. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of that name, or null. */
  public static Format of(String text) {
    for (Format format : values()) {
      if (format.text().equals(text)) {
        return format;
      }
    }
    return null;
  }
}
