package org.recordingarchiver.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server that one test has to itself: it may crash, freeze and come back. What it has
 * committed survives a crash, which the settings of the library that starts it don't see to.
 */
public final class OwnPostgres implements AutoCloseable {

  private final Path data;
  private EmbeddedPostgres server;

  /**
   * Starts it on a free port.
   *
   * @param data an empty or missing directory
   */
  public OwnPostgres(Path data) {
    this.data = data;
    this.server = start(0);
  }

  /** The only database that tests need; its address stays the same. */
  public TestDatabase database() {
    return new TestDatabase(server.getJdbcUrl("postgres", "postgres"), "postgres", "");
  }

  /** Ends it as a crash of the machine would, and returns when it is gone. */
  public void crash() {
    end("-QUIT");
  }

  /** Ends it as an administrator does who won't wait for its clients. */
  public void stop() {
    end("-INT");
  }

  private void end(String signal) {
    ProcessHandle postmaster = postmaster();
    signal(signal, List.of(postmaster));
    postmaster.onExit().join();
  }

  /** Starts it again, after its recovery. */
  public void startAgain() {
    int port = server.getPort();
    close();
    server = start(port);
  }

  /** None of its processes does anything until {@link #thaw}; connections stay open. */
  public void freeze() {
    signal("-STOP", family());
  }

  /** The end of {@link #freeze}. */
  public void thaw() {
    signal("-CONT", family());
  }

  private List<ProcessHandle> family() {
    List<ProcessHandle> family = new ArrayList<>(List.of(postmaster()));
    family.addAll(postmaster().descendants().toList());
    return family;
  }

  private ProcessHandle postmaster() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
      return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String signal, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> command.add(String.valueOf(process.pid())));
    try {
      new ProcessBuilder(command).inheritIO().start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgres start(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(Path.of("target", "test-postgres").toFile())
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPGStartupWait(Duration.ofMinutes(2))
          .setServerConfig("unix_socket_directories", "")
          .setServerConfig("listen_addresses", "localhost")
          .setServerConfig("synchronous_commit", "on")
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
