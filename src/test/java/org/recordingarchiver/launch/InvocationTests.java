package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTests {

  private static final Path JAVA = Path.of("/usr/lib/jvm/some java");
  private static final Path HERE = Path.of("/srv/app");
  private static final Path JAR = Path.of("/srv/app/target/archiver.jar");

  @Test
  void callsMavenWhereNoJarRuns() {
    Invocation maven = Invocation.of(null, null, JAVA, HERE);

    assertThat(maven.with(List.of("status", "--archiver.home=./data/demo")))
        .isEqualTo(
            "mvn -q spring-boot:run -Dspring-boot.run.arguments=\"status --archiver.home=./data/demo\"");
    assertThat(maven.with(List.of("status", "--archiver.home=/a $b")))
        .isEqualTo(
            "mvn -q spring-boot:run -Dspring-boot.run.arguments=\"status '--archiver.home=/a \\$b'\"");
  }

  @Test
  void callsTheLauncherThatCalledIt() {
    Invocation launcher = Invocation.of(JAR, "jobs/recording-archiver", JAVA, HERE);

    assertThat(launcher.with(List.of("status", "--archiver.home=/it's")))
        .isEqualTo("jobs/recording-archiver status '--archiver.home=/it'\\''s'");
  }

  @Test
  void callsTheJarWithTheJavaThatRunsItBecauseAnotherMayBeTooOld() {
    assertThat(Invocation.of(JAR, null, JAVA, HERE).with(List.of("--help")))
        .isEqualTo("'/usr/lib/jvm/some java/bin/java' -jar target/archiver.jar --help");
    assertThat(Invocation.of(JAR, null, JAVA, Path.of("/elsewhere")).with(List.of("--help")))
        .isEqualTo("'/usr/lib/jvm/some java/bin/java' -jar /srv/app/target/archiver.jar --help");
  }
}
