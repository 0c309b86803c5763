package org.recordingarchiver.launch;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.recordingarchiver.launch.settings.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments, on standard error. */
final class UsageFaults implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("recording-archiver: " + fault.getMessage());
    suggestion(fault).ifPresent(word -> err.println("Did you mean " + word + "?"));
    if (command.getParent() == null && arguments.length == 0) {
      command.usage(err);
    } else {
      err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
    }
    err.flush();
    return ExitCode.USAGE.number();
  }

  private static Optional<String> suggestion(ParameterException fault) {
    if (!(fault instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    CommandSpec command = fault.getCommandLine().getCommandSpec();
    Stream<String> options = command.options().stream().map(OptionSpec::longestName);
    Stream<String> words = Stream.concat(options, command.subcommands().keySet().stream());
    return Nearest.to(unmatched.getUnmatched().getFirst(), words.toList(), Function.identity());
  }
}
