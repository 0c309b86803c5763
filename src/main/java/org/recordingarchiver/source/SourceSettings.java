package org.recordingarchiver.source;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach and sign for the storage of ACS. All of it may be missing: each fetch then says
 * which setting it wanted.
 *
 * @param resources ACS resources by the name that events give them, in any letter case
 * @param connectionString the one for every resource that is not named
 * @param secondaryKey the second key that goes with {@code connectionString}
 * @param allowedHosts where credentials may go: suffixes with a leading dot, or exact host:port;
 *     replaces the default (the hosts of ACS, WIRE.md 1.7)
 * @param allowHttp whether plain http may be spoken, to loopback addresses on the allowed list
 * @param connectTimeout how long a connection may take to come about, 1 ms to 1 d
 * @param firstByteTimeout how long an answer's head may take to come, from the request sent to its
 *     end, 1 ms to 1 d
 * @param readTimeout how long the source may be silent within a body, an eighth longer at most, 1
 *     ms to 1 d
 * @param floorRate bytes a second; a body that comes slower is broken off and taken up again, a few
 *     times. 0: never
 * @param floorWindow over how much waiting for the source that rate is averaged, 1 ms to 1 d
 * @param connections idle connections kept for reuse: as many as there are lanes, 1 to 1024
 */
@Validated
@ConfigurationProperties("archiver.source")
record SourceSettings(
    @DefaultValue Map<String, @Valid Resource> resources,
    @WithoutFault @Nullable ConnectionString connectionString,
    @WithoutFault @Nullable AccessKey secondaryKey,
    @NotEmpty
        @DefaultValue({
          ".asm.skype.com",
          ".asyncgw.teams.microsoft.com",
          ".ams.gov.teams.microsoft.us"
        })
        List<@WithoutFault AllowedHost> allowedHosts,
    @DefaultValue("false") boolean allowHttp,
    @DurationMin(millis = 1) @DurationMax(days = 1) @DefaultValue("10s") Duration connectTimeout,
    @DurationMin(millis = 1) @DurationMax(days = 1) @DefaultValue("60s") Duration firstByteTimeout,
    @DurationMin(millis = 1) @DurationMax(days = 1) @DefaultValue("60s") Duration readTimeout,
    @DefaultValue("8KB") DataSize floorRate,
    @DurationMin(millis = 1) @DurationMax(days = 1) @DefaultValue("1m") Duration floorWindow,
    @Min(1) @Max(1024) @DefaultValue("32") int connections) {

  SourceSettings {
    resources = Map.copyOf(resources);
    connectionString = given(connectionString);
    secondaryKey = given(secondaryKey);
    allowedHosts = List.copyOf(allowedHosts);
  }

  @AssertTrue(
      message = "found two archiver.source.resources whose names differ in letter case only")
  boolean isEachResourceNamedOnce() {
    return resources.keySet().stream().map(SourceSettings::folded).distinct().count()
        == resources.size();
  }

  @AssertTrue(message = "found a negative archiver.source.floor-rate, expected 0 or more")
  boolean isFloorRateNotNegative() {
    return !floorRate.isNegative();
  }

  static String folded(String resource) {
    return resource.toLowerCase(Locale.ROOT);
  }

  /** An environment variable that is set to nothing means the same as none. */
  private static @Nullable ConnectionString given(@Nullable ConnectionString setting) {
    return setting == null || setting.isBlank() ? null : setting;
  }

  private static @Nullable AccessKey given(@Nullable AccessKey setting) {
    return setting == null || setting.isBlank() ? null : setting;
  }

  /**
   * One ACS resource.
   *
   * @param connectionString required
   * @param secondaryKey tried when the key of the connection string is refused (key rotation)
   */
  record Resource(
      @DefaultValue("") @WithoutFault ConnectionString connectionString,
      @WithoutFault @Nullable AccessKey secondaryKey) {

    Resource {
      secondaryKey = given(secondaryKey);
    }
  }
}
