package org.recordingarchiver.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A data directory and the programs that make it, start its server and stop it. */
final class Cluster {

  private static final Logger log = LoggerFactory.getLogger(Cluster.class);
  private static final String PATIENCE_SECONDS = "120";
  private static final long LONGEST_LOG = 10_000_000;
  private static final Pattern MAJOR = Pattern.compile("(\\d+)\\.");

  private final ServerDirectory directory;
  private final Program program;

  Cluster(ServerDirectory directory) {
    this.directory = directory;
    this.program = new Program(directory, Binaries.in(directory));
  }

  /**
   * Makes the data directory unless it is there: beside its place, then durably renamed, so that a
   * start that was killed leaves nothing half made under the name.
   */
  void create() {
    try {
      removeHalfMade();
      if (Files.exists(directory.data())) {
        refuseOthers();
        return;
      }
      Path arriving = directory.path().resolve("data-arriving-" + UUID.randomUUID());
      initialise(arriving);
      Files.move(arriving, directory.data(), StandardCopyOption.ATOMIC_MOVE);
      ServerDirectory.sync(directory.path());
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "can't create " + directory.data() + " (" + e + ")" + ServerDirectory.REMEDY, e);
    }
  }

  private void initialise(Path arriving) {
    Program.Outcome outcome =
        program.run(
            "initdb",
            List.of(
                "--pgdata=" + arriving,
                "--username=" + Endpoint.USER,
                "--pwfile=" + directory.password(),
                "--auth=scram-sha-256",
                "--set=scram_iterations=1", // they slow down guessing, and each of our starts
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!outcome.succeeded()) {
      throw new EmbeddedPostgresException(
          "initdb can't create %s: %s%s"
              .formatted(directory.data(), outcome.complaint(), ServerDirectory.REMEDY),
          null);
    }
  }

  private void removeHalfMade() throws IOException {
    try (var leftovers = Files.newDirectoryStream(directory.path(), "data-arriving-*")) {
      for (Path leftover : leftovers) {
        remove(leftover);
      }
    }
  }

  private static void remove(Path leftover) {
    try {
      FileSystemUtils.deleteRecursively(leftover);
    } catch (IOException e) {
      log.debug("{} stays until the next start: its initdb may still run", leftover, e);
    }
  }

  private void refuseOthers() throws IOException {
    Path version = directory.data().resolve("PG_VERSION");
    if (!Files.isRegularFile(version)) {
      throw new EmbeddedPostgresException(
          directory.data()
              + " is no data directory of PostgreSQL; move it away, or choose another"
              + " archiver.home, or set spring.datasource.url",
          null);
    }
    String found = Files.readString(version).strip();
    String expected = majorVersion();
    if (!found.equals(expected)) {
      throw new EmbeddedPostgresException(
          "%s was made by PostgreSQL %s, but this is PostgreSQL %s; upgrade it with pg_upgrade, or run it with its own version and set spring.datasource.url"
              .formatted(directory.data(), found, expected),
          null);
    }
  }

  private String majorVersion() {
    String said = program.run("pg_ctl", List.of("--version")).said();
    Matcher major = MAJOR.matcher(said);
    if (!major.find()) {
      throw new EmbeddedPostgresException("pg_ctl does not say its version: " + said, null);
    }
    return major.group(1);
  }

  /**
   * Starts the server on a free port of loopback, in a session of its own (pg_ctl sees to that), so
   * that Ctrl-C in a terminal reaches only us. Returns once it accepts connections.
   */
  Program.Outcome start() {
    try {
      keepLogShort();
      return program.run(
          "pg_ctl",
          List.of(
              "start",
              "--wait",
              "--timeout=" + PATIENCE_SECONDS,
              "--pgdata=" + directory.data(),
              "--log=" + directory.log(),
              "--options=" + settings(freePort())));
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "can't prepare a start in " + directory + " (" + e + ")" + ServerDirectory.REMEDY, e);
    }
  }

  /** Ends all connections and stops the server, with everything on disk. */
  Program.Outcome stop() {
    return program.run(
        "pg_ctl",
        List.of(
            "stop",
            "--wait",
            "--timeout=" + PATIENCE_SECONDS,
            "--mode=fast",
            "--pgdata=" + directory.data()));
  }

  private static String settings(int port) {
    return String.join(
        " -c ",
        "-p " + port,
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=on",
        "synchronous_commit=on",
        "max_connections=50",
        "log_timezone=UTC");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void keepLogShort() throws IOException {
    if (Files.exists(directory.log()) && Files.size(directory.log()) > LONGEST_LOG) {
      Files.move(
          directory.log(),
          directory.path().resolve("server.log.old"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
