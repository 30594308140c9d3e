// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The verifier's command line: {@code java -jar io.privity.audit.jar}. */
public final class Main {
  private static final int RIGHT = 0;
  private static final int WRONG = 1;
  private static final int UNCHECKED = 2;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(new Main(System.out, System.err).run(args));
  }

  int run(String... args) {
    try {
      Arguments arguments = Arguments.parse(args);
      if (arguments.inclusion() || arguments.consistency()) {
        return proof(arguments);
      }
      int exit = RIGHT;
      for (Path file : arguments.files()) {
        exit = Math.max(exit, log(arguments, file));
      }
      return exit;
    } catch (NoSuchFileException e) {
      err.println("There is no file " + e.getFile());
    } catch (IOException e) {
      err.println("Can't be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      err.println(
          e.getMessage() == null || e.getMessage().isEmpty()
              ? Arguments.USAGE
              : "Can't be checked: " + e.getMessage());
    }
    return UNCHECKED;
  }

  private int log(Arguments arguments, Path file) throws IOException {
    LogVerifier verifier = new LogVerifier(arguments.key(), arguments.checkpoints());
    try (InputStream in = Files.newInputStream(file)) {
      LineReader reader = new LineReader(in);
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        verifier.line(line);
      }
    }
    Verdict verdict = verifier.finish();
    out.println(file);
    for (Verdict.Section section : verdict.sections()) {
      out.printf(
          "  %s: %d entries, %d checkpoints%n",
          section.origin(), section.entries(), section.checkpoints());
      if (arguments.key() == null) {
        out.println("    The key comes from the export itself. Compare it with the one you saved:");
        out.println("    " + section.key());
      }
    }
    for (Fault fault : verdict.faults()) {
      out.println("  WRONG, " + fault.kind() + " in " + fault.origin());
      out.println("    " + fault.text());
    }
    if (verdict.isWhole()) {
      out.println("  All is right: every entry stands where it was signed.");
    }
    return verdict.isWhole() ? RIGHT : WRONG;
  }

  private int proof(Arguments arguments) throws IOException {
    ProofCheck check = new ProofCheck(arguments.key());
    String json = Files.readString(arguments.files().get(0));
    Optional<String> wrong =
        arguments.inclusion()
            ? check.inclusion(json)
            : check.consistency(
                json, arguments.checkpoints().get(0), arguments.checkpoints().get(1));
    out.println(wrong.map(text -> "WRONG: " + text).orElse("The proof is right."));
    return wrong.isPresent() ? WRONG : RIGHT;
  }
}
