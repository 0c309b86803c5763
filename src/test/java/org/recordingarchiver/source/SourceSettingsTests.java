package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;

class SourceSettingsTests {

  private static final String KEY = ScriptedStorage.KEY;
  private static final String CONNECTION =
      "endpoint=https://contoso.communication.azure.com/;accesskey=" + KEY;

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withBean(Clock.class, Clock::systemUTC)
          .withUserConfiguration(SourceConfiguration.class);

  @Test
  void needsNoSettingToStart() {
    context.run(started -> {
      assertThat(started).hasSingleBean(RecordingSource.class);
      assertThat(started.getBean(SourceSettings.class))
          .isEqualTo(
              new SourceSettings(
                  Map.of(),
                  null,
                  null,
                  List.of(
                      new AllowedHost(".asm.skype.com"),
                      new AllowedHost(".asyncgw.teams.microsoft.com"),
                      new AllowedHost(".ams.gov.teams.microsoft.us")),
                  false,
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(60),
                  Duration.ofSeconds(60),
                  DataSize.ofKilobytes(8),
                  Duration.ofMinutes(1),
                  32));
    });
  }

  @Test
  void readsEverySetting() {
    context
        .withPropertyValues(
            "archiver.source.resources.contoso-1.connection-string=" + CONNECTION,
            "archiver.source.resources.contoso-1.secondary-key=" + ScriptedStorage.SECOND_KEY,
            "archiver.source.connection-string=" + CONNECTION,
            "archiver.source.secondary-key=" + ScriptedStorage.SECOND_KEY,
            "archiver.source.allowed-hosts=.Example.com,127.0.0.1:8080",
            "archiver.source.allow-http=true",
            "archiver.source.connect-timeout=3s",
            "archiver.source.first-byte-timeout=7s",
            "archiver.source.read-timeout=4s",
            "archiver.source.floor-rate=1MB",
            "archiver.source.floor-window=9s",
            "archiver.source.connections=5",
            "archiver.source.retention=24h",
            "archiver.source.at-risk=6h")
        .run(started -> {
          ConnectionString connection = new ConnectionString(CONNECTION);
          AccessKey second = new AccessKey(ScriptedStorage.SECOND_KEY);
          assertThat(started.getBean(SourceSettings.class))
              .isEqualTo(
                  new SourceSettings(
                      Map.of("contoso-1", new SourceSettings.Resource(connection, second)),
                      connection,
                      second,
                      List.of(new AllowedHost(".example.com"), new AllowedHost("127.0.0.1:8080")),
                      true,
                      Duration.ofSeconds(3),
                      Duration.ofSeconds(7),
                      Duration.ofSeconds(4),
                      DataSize.ofMegabytes(1),
                      Duration.ofSeconds(9),
                      5));
        });
  }

  @Test
  void takesASettingThatIsSetToNothingForMissing() {
    context
        .withPropertyValues("archiver.source.connection-string=", "archiver.source.secondary-key=")
        .run(started ->
            assertThat(started.getBean(SourceSettings.class).connectionString()).isNull());
  }

  @Test
  void namesAllFaultsAtOnceAndShowsNoKey() {
    context
        .withPropertyValues(
            "archiver.source.resources.contoso.connection-string=endpoint=https://x;accesskey=*secret*",
            "archiver.source.resources.fabrikam.secondary-key=" + KEY,
            "archiver.source.connection-string=accesskey=" + KEY,
            "archiver.source.secondary-key=*secret*",
            "archiver.source.allowed-hosts=.asm.skype.com,asm.skype.com",
            "archiver.source.connect-timeout=0s",
            "archiver.source.first-byte-timeout=0s",
            "archiver.source.read-timeout=-1s",
            "archiver.source.floor-rate=-1B",
            "archiver.source.floor-window=0s",
            "archiver.source.connections=0")
        .run(failed -> {
          Throwable failure = Objects.requireNonNull(failed.getStartupFailure());
          assertThat(faults(failure))
              .containsExactlyInAnyOrder(
                  "resources[contoso].connectionString: accesskey: found text that is not Base64, expected the Base64 text of a key of the resource",
                  "resources[fabrikam].connectionString: found no endpoint, expected endpoint=https://<resource host>;accesskey=<key>",
                  "connectionString: found no endpoint, expected endpoint=https://<resource host>;accesskey=<key>",
                  "secondaryKey: found text that is not Base64, expected the Base64 text of a key of the resource",
                  "allowedHosts[1]: found asm.skype.com, expected a suffix with a leading dot such as .asm.skype.com, or host:port",
                  "connectTimeout: must be longer than or equal to 1 milli",
                  "firstByteTimeout: must be longer than or equal to 1 milli",
                  "readTimeout: must be longer than or equal to 1 milli",
                  "floorRateNotNegative: found a negative archiver.source.floor-rate, expected 0 or more",
                  "floorWindow: must be longer than or equal to 1 milli",
                  "connections: must be greater than or equal to 1");
          assertThat(allTextOf(failure)).doesNotContain(KEY, "*secret*");
        });
  }

  @Test
  void refusesTwoResourcesOfOneName() {
    context
        .withPropertyValues(
            "archiver.source.resources[contoso].connection-string=" + CONNECTION,
            "archiver.source.resources[Contoso].connection-string=" + CONNECTION)
        .run(failed ->
            assertThat(faults(Objects.requireNonNull(failed.getStartupFailure())))
                .containsExactly(
                    "eachResourceNamedOnce: found two archiver.source.resources whose names differ in letter case only"));
  }

  @Test
  void refusesAnEmptyListOfHosts() {
    context
        .withPropertyValues("archiver.source.allowed-hosts=")
        .run(failed -> assertThat(failed).hasFailed());
  }

  @ParameterizedTest
  @CsvSource({"contoso", "CONTOSO", "Contoso"})
  void findsAResourceInAnyLetterCase(String resource) throws Exception {
    SourceSettings settings =
        new SourceSettings(
            Map.of(
                "Contoso",
                new SourceSettings.Resource(
                    new ConnectionString("endpoint=https://named.example;accesskey=" + KEY), null)),
            new ConnectionString(CONNECTION),
            null,
            List.of(),
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            DataSize.ofBytes(0),
            Duration.ofSeconds(1),
            1);
    KeyRings rings = new KeyRings(settings);

    assertThat(rings.of(resource).trials().getFirst().host()).isEqualTo("named.example");
    assertThat(rings.of("fabrikam").trials().getFirst().host())
        .isEqualTo("contoso.communication.azure.com");
  }

  private static List<String> faults(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindValidationException invalid) {
        return invalid.getValidationErrors().getAllErrors().stream()
            .map(FieldError.class::cast)
            .map(error -> error.getField() + ": " + error.getDefaultMessage())
            .toList();
      }
    }
    throw new AssertionError("no faults in the settings were named", failure);
  }

  /** Everything that anybody could print about the failure. */
  private static String allTextOf(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    List<FailureAnalysis> analyses = new ArrayList<>();
    SpringFactoriesLoader.forDefaultResourceLocation()
        .load(FailureAnalyzer.class, (_, _, _) -> {})
        .forEach(analyzer -> {
          FailureAnalysis analysis = analyzer.analyze(failure);
          if (analysis != null) {
            analyses.add(analysis);
          }
        });
    assertThat(analyses).isNotEmpty();
    analyses.forEach(analysis -> text.append(analysis.getDescription()));
    return text.toString();
  }
}
