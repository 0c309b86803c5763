package org.recordingarchiver.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;

/**
 * How this application is called again in the way it was called: a command line for a shell.
 *
 * @param command the words before the arguments; none if Maven runs the classes
 */
record Invocation(List<String> command) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  Invocation {
    command = List.copyOf(command);
  }

  static Invocation ofThisProcess() {
    File source = new ApplicationHome(Invocation.class).getSource();
    Path jar = source == null || !source.isFile() ? null : source.toPath();
    String launcher = System.getenv("RECORDING_ARCHIVER_LAUNCHER");
    return of(jar, launcher, Path.of(System.getProperty("java.home")), Path.of(""));
  }

  /**
   * Called by the launcher if there is one, else by this very Java, since another may be too old.
   *
   * @param jar the one that runs, null if none does
   * @param directory the working directory
   */
  static Invocation of(
      @Nullable Path jar, @Nullable String launcher, Path javaHome, Path directory) {
    if (jar == null) {
      return new Invocation(List.of());
    }
    return launcher == null
        ? new Invocation(
            List.of(javaHome.resolve("bin/java").toString(), "-jar", shortest(jar, directory)))
        : new Invocation(List.of(launcher));
  }

  /** The command line with these arguments. */
  String with(List<String> arguments) {
    return command.isEmpty()
        ? "mvn -q spring-boot:run -Dspring-boot.run.arguments=\""
            + joined(arguments.stream()).replaceAll("[\"\\\\$`]", "\\\\$0")
            + '"'
        : joined(Stream.concat(command.stream(), arguments.stream()));
  }

  private static String shortest(Path jar, Path directory) {
    Path here = directory.toAbsolutePath();
    return (jar.startsWith(here) ? here.relativize(jar) : jar).toString();
  }

  private static String joined(Stream<String> words) {
    return words.map(Invocation::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
