package org.recordingarchiver.launch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.recordingarchiver.support.Disposable;

/**
 * {@code jobs/recording-archiver} on the jar that was built, with a start-up cache that all tests
 * share.
 */
final class PreparedLauncher {

  static final String SCRIPT = Path.of("jobs", "recording-archiver").toAbsolutePath().toString();

  private PreparedLauncher() {}

  /** Its environment, with more. */
  static Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = environment(Cache.DIRECTORY);
    environment.putAll(more);
    return environment;
  }

  private static Map<String, String> environment(Path cache) {
    Map<String, String> environment = new HashMap<>();
    environment.put(
        "RECORDING_ARCHIVER_JAVA",
        Path.of(System.getProperty("java.home"), "bin", "java").toString());
    environment.put("RECORDING_ARCHIVER_JAR", System.getProperty("archiver.jar"));
    environment.put("RECORDING_ARCHIVER_CACHE", cache.toString());
    environment.put("JAVA_OPTS", "-Xmx256m");
    return environment;
  }

  /** Made when a test first asks, and removed with this JVM. */
  private static final class Cache {
    static final Path DIRECTORY = make();

    private static Path make() {
      Path directory = Disposable.directory("start-up");
      Ran prepared = Ran.in(directory, environment(directory), SCRIPT, "prepare");
      if (!prepared.out().startsWith("start-up cache: " + directory)) {
        throw new IllegalStateException("no start-up cache was made: " + prepared);
      }
      return directory;
    }
  }
}
