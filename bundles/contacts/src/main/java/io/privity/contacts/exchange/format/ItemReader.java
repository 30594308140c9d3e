// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.io.Closeable;
import java.io.IOException;

/** Reads a file's items one after the other, in bounded memory. Not thread-safe. */
public interface ItemReader extends Closeable {
  /** The next item, or null at the end. Bad input is an item too, never an exception. */
  Item next() throws IOException;
}
