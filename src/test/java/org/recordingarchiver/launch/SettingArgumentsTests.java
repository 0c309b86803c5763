package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingArgumentsTests {

  @Test
  void setsSettingsApartWhereverTheyStand() {
    SettingArguments arguments =
        SettingArguments.of(
            "--archiver.home=/srv",
            "archive",
            "--limit",
            "5",
            "--spring.datasource.url=jdbc:x?a=b");

    assertThat(arguments.settings())
        .containsExactly("--archiver.home=/srv", "--spring.datasource.url=jdbc:x?a=b");
    assertThat(arguments.command()).containsExactly("archive", "--limit", "5");
  }

  @Test
  void leavesWhatFollowsTwoDashesAlone() {
    SettingArguments arguments = SettingArguments.of("ingest", "--", "--archiver.home=/srv");

    assertThat(arguments.settings()).isEmpty();
    assertThat(arguments.command()).containsExactly("ingest", "--", "--archiver.home=/srv");
  }

  @Test
  void noticesASettingWithoutAValue() {
    assertThat(SettingArguments.of("status", "--archiver.home").incomplete())
        .isEqualTo("--archiver.home");
  }
}
