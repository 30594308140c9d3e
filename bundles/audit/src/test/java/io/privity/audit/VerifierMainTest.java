// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.audit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.privity.api.audit.AuditLog;
import io.privity.api.caller.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The verifier as its users run it: a process of its own that sees this bundle's classes alone. */
public class VerifierMainTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final TestLog test = new TestLog();
  private final Caller caller = TestLog.caller();
  private Path export;
  private Path early;
  private String key;
  private String output;

  @Before
  public void fill() throws Exception {
    test.fill(caller, 30, 7);
    early = file("early", test.log.checkpoint(caller));
    key = test.log.verifierKey(caller);
    test.fill(caller, 30, 7);
    export = file("export", test.exported(caller));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.getRoot().toPath().resolve(name), text);
  }

  private int run(Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // it runs for a moment only
    command.add("-cp");
    command.add(Path.of("target", "classes").toString());
    command.add("io.privity.audit.verifier.Main");
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }

  @Test
  public void aWholeLogIsRight() throws Exception {
    assertEquals(output, 0, run("--key", key, "--checkpoint", early, export));
    assertTrue(output, output.contains("61 entries"));
    assertTrue(output, output.contains("All is right"));
  }

  @Test
  public void namesTheEntryThatWasChanged() throws Exception {
    String changed = Files.readString(export).replace("record-20", "record-99");
    Path wrong = file("wrong", changed);
    assertEquals(output, 1, run("--key", key, wrong));
    assertTrue(output, output.contains("CHANGED"));
    assertTrue(output, output.contains("The entry at position 20 ("));
  }

  @Test
  public void whatCantBeCheckedIsNeither() throws Exception {
    assertEquals(2, run("--key", key, folder.getRoot().toPath().resolve("none")));
    assertEquals(2, run("--key", key, early));
    assertEquals(2, run());
    assertTrue(output, output.contains("java -jar"));
  }

  @Test
  public void checksProofs() throws Exception {
    ObjectMapper json = new ObjectMapper();
    AuditLog.Entry entry = test.log.entries(caller, TestLog.ANY, 18, 1).get(0);
    String proof = json.writeValueAsString(test.log.inclusion(caller, entry.id()).orElseThrow());
    assertEquals(output, 0, run("--key", key, "--inclusion", file("proof", proof)));
    String other = proof.replace("\"position\":17", "\"position\":16");
    assertEquals(output, 1, run("--key", key, "--inclusion", file("other", other)));
    Path late = file("late", test.log.checkpoint(caller));
    long size = Long.parseLong(Files.readAllLines(late).get(1));
    String grown = json.writeValueAsString(test.log.consistency(caller, 30, size));
    Path consistency = file("consistency", grown);
    assertEquals(
        output,
        0,
        run(
            "--key",
            key,
            "--checkpoint",
            early,
            "--checkpoint",
            late,
            "--consistency",
            consistency));
    assertEquals(
        1,
        run(
            "--key",
            key,
            "--checkpoint",
            late,
            "--checkpoint",
            early,
            "--consistency",
            consistency));
  }
}
