package org.recordingarchiver.launch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsCheckTests {

  private static final String KEY = "c2VjcmV0LWtleQ==";

  @Test
  void acceptsWhatIsRight() {
    StandardEnvironment environment =
        given(
            Map.of(
                "archiver.home", "/srv/archiver",
                "archiver.source.retention", "24h",
                "archiver.source.resources.contoso.connection-string",
                    "endpoint=https://contoso.communication.azure.com/;accesskey=" + KEY,
                "archiver.source.allowed-hosts", ".asm.skype.com,127.0.0.1:8080",
                "spring.datasource.url", "jdbc:postgresql://db/recordings"));

    assertThatCode(() -> SettingsCheck.check(environment)).doesNotThrowAnyException();
  }

  @Test
  void namesEveryFaultAtOnce() {
    StandardEnvironment environment =
        given(
            Map.of(
                "archiver.source.retention", "tomorrow",
                "archiver.source.at-risk", "-1h",
                "archiver.source.conections", "8"));

    assertThat(faults(environment).lines())
        .containsExactly(
            "3 settings are wrong; nothing was touched:",
            "  archiver.source.conections: no such setting; did you mean"
                + " archiver.source.connections? (test)",
            "  archiver.source.retention = tomorrow: expected a duration such as 90s, 10m, 2h or 1d"
                + " (test)",
            "  archiver.source.at-risk = -1h: must not be negative (test)");
  }

  @Test
  void findsSeveralFaultsInOneRecord() {
    StandardEnvironment environment =
        given(
            Map.of(
                "archiver.source.allow-http", "perhaps",
                "archiver.source.connections", "99999",
                "archiver.source.allowed-hosts", "everywhere",
                "archiver.source.read-timeout", "long"));

    assertThat(faults(environment))
        .startsWith("4 settings are wrong")
        .contains("archiver.source.allow-http = perhaps: expected true or false (test)")
        .contains("archiver.source.connections = 99999: must be less than or equal to 1024 (test)")
        .contains("archiver.source.allowed-hosts[0] = everywhere: ")
        .contains("archiver.source.read-timeout = long: expected a duration");
  }

  @ParameterizedTest
  @CsvSource({
    "archiver.source.connect-timeout, 25d, must be shorter than or equal to 1 day",
    "archiver.source.read-timeout, 99999999999d, must be shorter than or equal to 1 day",
    "archiver.source.retention, 99999999999d, must be at most 36500d",
    "archiver.source.at-risk, 99999999999d, must be at most 36500d",
    "archiver.archive.lease, 99999999999d, must be shorter than or equal to 1 day",
    "archiver.archive.max-duration, 99999999999d, must be shorter than or equal to 365 days",
    "archiver.retry.longest-delay, 99999999999d, must be shorter than or equal to 365 days"
  })
  void refusesTimesThatNobodyCanMean(String name, String value, String said) {
    assertThat(faults(given(Map.of(name, value)))).contains(name + " = " + value + ": " + said);
  }

  @ParameterizedTest
  @CsvSource({
    "archiver.source.connection-string,                   endpoint=nowhere;accesskey=TOPSECRET",
    "archiver.source.connection-string,                   TOPSECRET",
    "archiver.source.secondary-key,                       %%TOPSECRET%%",
    "archiver.source.resources.contoso.connection-string, endpoint=https://x;accesskey=TOPSECRET!",
    "archiver.source.resources.contoso.secondary-key,     %TOPSECRET",
    "archiver.source.conection-string,                    TOPSECRET",
    "archiver.source.access-key,                          TOPSECRET",
    "spring.datasource.url,                               jdbc:mysql://u:TOPSECRET@db/x",
    "spring.datasource.url,                               jdbc:mysql://db/x?password=TOPSECRET"
  })
  void neverShowsASecret(String name, String value) {
    assertThat(faults(given(Map.of(name, value)))).contains(name).doesNotContain("TOPSECRET");
  }

  @Test
  void refusesADatabaseThatIsNotPostgres() {
    StandardEnvironment environment = given(Map.of("spring.datasource.url", "jdbc:h2:mem:x"));

    assertThat(faults(environment).lines())
        .containsExactly(
            "1 setting is wrong; nothing was touched:",
            "  spring.datasource.url = jdbc:h2:mem:x: expected jdbc:postgresql://host:port/database,"
                + " or nothing for the embedded one (test)");
  }

  @ParameterizedTest
  @CsvSource({
    "ARCHIVER_SOURCE_ATRISK,                      5h",
    "ARCHIVER_SOURCE_AT_RISK,                     5h",
    "ARCHIVER_SOURCE_ALLOWEDHOSTS_0,              .asm.skype.com",
    "ARCHIVER_SOURCE_RESOURCES_CONTOSO_SECONDARYKEY, c2VjcmV0"
  })
  void knowsTheNamesOfVariables(String name, String value) {
    assertThat(faultsOrNone(variables(Map.of(name, value)))).doesNotContain("no such setting");
  }

  @Test
  void noticesATypoInAVariable() {
    StandardEnvironment environment = variables(Map.of("ARCHIVER_SOURCE_ATRSIK", "5h"));

    assertThat(faults(environment))
        .contains("archiver.source.atrsik: no such setting; did you mean")
        .contains("archiver.source.at-risk? (environment variable ARCHIVER_SOURCE_ATRSIK)");
  }

  @Test
  void tellsOfAPlaceholderThatIsNotSet() {
    StandardEnvironment environment = given(Map.of("archiver.home", "${NOWHERE_AT_ALL}/x"));

    assertThat(faults(environment))
        .contains("archiver.home = ${NOWHERE_AT_ALL}/x: refers to a ${setting} that is not set");
  }

  private static StandardEnvironment given(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource("defaults", Map.of("archiver.store.filesystem.root", "archive")));
    return environment;
  }

  private static StandardEnvironment variables(Map<String, Object> variables) {
    StandardEnvironment environment = given(Map.of());
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    return environment;
  }

  private static String faults(StandardEnvironment environment) {
    return String.valueOf(
        catchThrowableOfType(SettingsException.class, () -> SettingsCheck.check(environment))
            .getMessage());
  }

  private static String faultsOrNone(StandardEnvironment environment) {
    try {
      SettingsCheck.check(environment);
      return "";
    } catch (SettingsException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
