// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import io.privity.audit.merkle.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the verifier was started with.
 *
 * @param key the expected key, or null
 * @param checkpoints saved checkpoints
 * @param inclusion true to check a proof of inclusion instead of logs
 * @param consistency true to check a proof of consistency instead of logs
 */
record Arguments(
    VerifierKey key,
    List<byte[]> checkpoints,
    boolean inclusion,
    boolean consistency,
    List<Path> files) {

  static final String USAGE =
      """
      Verifies audit logs of a Privity server, without the server.

      java -jar io.privity.audit.jar [--key KEY] [--checkpoint FILE]... LOG...
          verifies logs that GET /api/v1/audit/log exported.
      java -jar io.privity.audit.jar --key KEY --inclusion PROOF
          verifies the answer of GET /api/v1/audit/proofs/inclusion.
      java -jar io.privity.audit.jar --key KEY --checkpoint OLDER --checkpoint NEWER --consistency PROOF
          verifies the answer of GET /api/v1/audit/proofs/consistency.

      KEY         what GET /api/v1/audit/key answered, saved when you began to trust the server;
                  the text itself, or @FILE
      checkpoint  a file with what GET /api/v1/audit/checkpoint answered at some earlier time

      Exit: 0 all is right, 1 something is wrong, 2 nothing could be checked.
      """;

  /**
   * @throws IllegalArgumentException when they make no sense
   */
  static Arguments parse(String... args) throws IOException {
    VerifierKey key = null;
    List<byte[]> checkpoints = new ArrayList<>();
    boolean inclusion = false;
    boolean consistency = false;
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--key" -> key = key(value(args, ++i));
        case "--checkpoint" -> checkpoints.add(Files.readAllBytes(Path.of(value(args, ++i))));
        case "--inclusion" -> inclusion = true;
        case "--consistency" -> consistency = true;
        default -> {
          if (args[i].startsWith("-")) {
            throw new IllegalArgumentException("unknown option " + args[i]);
          }
          files.add(Path.of(args[i]));
        }
      }
    }
    boolean proof = inclusion || consistency;
    if (files.isEmpty()
        || inclusion && consistency
        || proof && (key == null || files.size() != 1)
        || consistency && checkpoints.size() != 2) {
      throw new IllegalArgumentException("");
    }
    return new Arguments(key, checkpoints, inclusion, consistency, files);
  }

  private static String value(String[] args, int at) {
    if (at == args.length) {
      throw new IllegalArgumentException("");
    }
    return args[at];
  }

  private static VerifierKey key(String value) throws IOException {
    return VerifierKey.parse(
        value.startsWith("@") ? Files.readString(Path.of(value.substring(1))) : value);
  }
}
