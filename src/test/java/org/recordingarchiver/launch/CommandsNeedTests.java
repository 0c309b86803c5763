package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.mock.env.MockEnvironment;

class CommandsNeedTests {

  private static final String[] CANDIDATES = {
    FlywayAutoConfiguration.class.getName(),
    JacksonAutoConfiguration.class.getName(),
    CommandsNeedTests.class.getName()
  };

  @Test
  void commandsGetWhatTheyUse() {
    assertThat(matches("none")).containsExactly(true, false, true);
  }

  @Test
  void aServerGetsEverything() {
    assertThat(matches("servlet")).containsExactly(true, true, true);
  }

  private static boolean[] matches(String type) {
    CommandsNeed filter = new CommandsNeed();
    filter.setEnvironment(
        new MockEnvironment().withProperty("spring.main.web-application-type", type));
    return filter.match(CANDIDATES, mock(AutoConfigurationMetadata.class));
  }
}
