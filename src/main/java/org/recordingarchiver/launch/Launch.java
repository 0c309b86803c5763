package org.recordingarchiver.launch;

import java.util.Locale;
import java.util.TimeZone;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Runs one command, and ends the process with its exit code. */
public final class Launch {

  private final SettingArguments arguments;
  private final Console console;
  private final Commands commands;

  Launch(SettingArguments arguments, Console console, Application application) {
    this.arguments = arguments;
    this.console = console;
    this.commands = new Commands(console, application);
  }

  /**
   * Does what the arguments say. Does not return.
   *
   * @param application the class that Spring Boot starts from
   */
  public static void main(Class<?> application, String... given) {
    // BATCH_* tables have no time zone, and messages are the same on every machine.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    Locale.setDefault(Locale.ENGLISH);
    Shutdown shutdown = new Shutdown();
    shutdown.hearSignals();
    SettingArguments arguments = SettingArguments.of(given);
    Console console = Console.standard();
    Application starter = new Application(application, arguments, shutdown);
    shutdown.end(new Launch(arguments, console, starter).run());
  }

  /** Does what the arguments say, and returns the exit code. */
  int run() {
    CommandLine line = commands.line();
    line.setOut(console.outWriter());
    line.setErr(console.errWriter());
    line.setParameterExceptionHandler(new UsageFaults());
    line.setExecutionExceptionHandler(this::fail);
    if (!arguments.incomplete().isEmpty()) {
      console.err().println("recording-archiver: " + arguments.incomplete() + " needs =VALUE");
      return ExitCode.USAGE.number();
    }
    int code = line.execute(arguments.command().toArray(String[]::new));
    return console.lostResults() ? lost(code) : code;
  }

  private int fail(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
    if (thrown instanceof CommandLine.ParameterException usage) {
      throw usage;
    }
    Outcome outcome = Outcome.of(thrown);
    console.err().println("recording-archiver: " + outcome.message());
    if (parsed.expandedArgs().contains("-v") || parsed.expandedArgs().contains("--verbose")) {
      thrown.printStackTrace(console.err());
    }
    return outcome.code().number();
  }

  private int lost(int code) {
    console.err().println("recording-archiver: standard output could not be written");
    return code == ExitCode.DONE.number() ? ExitCode.INTERNAL_ERROR.number() : code;
  }
}
