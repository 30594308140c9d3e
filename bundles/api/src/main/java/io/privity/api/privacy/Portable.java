// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.api.privacy;

import java.util.Objects;

/**
 * A subject's data in a format of its trade, such as a vCard, for the subject to take along.
 *
 * @param name a file name without folders, such as {@code contact.vcf}
 * @param mediaType such as {@code text/vcard}
 */
public record Portable(String name, String mediaType, byte[] content) {
  public Portable {
    Objects.requireNonNull(name);
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(content);
  }
}
