package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class StoreSettingsTests {

  @TempDir Path directory;

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(StoreConfiguration.class);

  @Test
  void offersTheStoreWithoutOpeningIt() {
    Path root = directory.resolve("archive");

    runner
        .withPropertyValues("archiver.store.filesystem.root=" + root)
        .run(context -> {
          assertThat(context.getBean(ArchiveStore.class).location()).isEqualTo(root.toString());
          assertThat(root).doesNotExist();
        });
  }

  @Test
  void aRelativeRootLiesInTheWorkingDirectoryAlsoIfTheClassPathHasThatName() {
    runner
        .withPropertyValues("archiver.store.filesystem.root=org/recordingarchiver")
        .run(context ->
            assertThat(context.getBean(ArchiveStore.class).location())
                .isEqualTo(Path.of("org/recordingarchiver").toAbsolutePath().toString()));
  }

  @Test
  void namesAllFaultsAtOnce() {
    runner
        .withPropertyValues("archiver.store.type=tape")
        .run(context ->
            assertThat(context.getStartupFailure())
                .hasRootCauseInstanceOf(BindValidationException.class)
                .rootCause()
                .hasMessageContainingAll(
                    "must be filesystem, the only type", "must name the directory of the archive"));
  }
}
