package org.recordingarchiver.launch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Decision;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which chunks a person decides about, who, and why. */
final class DecisionOptions {

  @Parameters(
      paramLabel = "CHUNK",
      arity = "1..*",
      description = "Numbers of chunks, as `status` shows them.")
  List<Long> chunks = new ArrayList<>();

  private static final int LONGEST = 4_000;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept with the chunk.")
  String reason = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who decides (default: the user of this process at this host).")
  @Nullable String by;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  Decision.Made made() {
    return new Decision.Made(
        checked("--by", by == null ? userAtHost() : by), checked("--reason", reason));
  }

  private String checked(String option, String text) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > LONGEST || plain.indexOf('\0') >= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: expected a text of 1 to %d characters".formatted(option, LONGEST));
    }
    return plain;
  }

  private static String userAtHost() {
    String user = System.getProperty("user.name", "unknown user");
    try {
      return user + "@" + InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The host is an addition only.
      return user;
    }
  }
}
