package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Outcome;

class RetryPlanTests {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static RetryPlan plan(double random) {
    return new RetryPlan(
        new RetrySettings(
            Duration.ofSeconds(30), 2, Duration.ofMinutes(30), Duration.ofMillis(500), 10),
        () -> random);
  }

  private static ClaimedChunk chunk(
      int attempts, int badAnswers, Duration slack, Duration untilLost) {
    return SampleChunk.usual().tried(attempts, badAnswers).slack(slack, untilLost).claimed();
  }

  private static Outcome after(
      Cause cause,
      int attempts,
      int badAnswers,
      Duration slack,
      Duration untilLost,
      @Nullable Duration retryAfter) {
    return plan(0.5)
        .afterFailure(
            chunk(attempts, badAnswers, slack, untilLost), new Trouble(cause, "m", retryAfter));
  }

  @ParameterizedTest
  @CsvSource({"0, PT30S", "1, PT1M", "3, PT4M", "6, PT30M", "500, PT30M"})
  void waitsTwiceAsLongEachTimeUpToTheLongestDelay(int attempts, Duration delay) {
    assertThat(after(Cause.UNREACHABLE, attempts, 0, DAY, DAY, null))
        .isEqualTo(new Outcome.Waits(Cause.UNREACHABLE, "m", delay));
  }

  @ParameterizedTest
  @CsvSource({"0, PT24S", "1, PT36S"})
  void spreadsRetriesByAFifth(double random, Duration delay) {
    assertThat(
            plan(random)
                .afterFailure(chunk(0, 0, DAY, DAY), new Trouble(Cause.THROTTLED, "m", null)))
        .isEqualTo(new Outcome.Waits(Cause.THROTTLED, "m", delay));
  }

  @Test
  void noSpreadMakesAWaitLongerThanTheLongestDelay() {
    assertThat(
            plan(1).afterFailure(chunk(20, 0, DAY, DAY), new Trouble(Cause.THROTTLED, "m", null)))
        .isEqualTo(new Outcome.Waits(Cause.THROTTLED, "m", Duration.ofMinutes(30)));
  }

  @ParameterizedTest
  @CsvSource({"PT1H, PT15M", "PT40S, PT10S", "PT2S, PT1S"})
  void neverWaitsLongerThanAQuarterOfTheSlackByItself(Duration slack, Duration delay) {
    assertThat(after(Cause.THROTTLED, 99, 0, slack, DAY, null))
        .isEqualTo(new Outcome.Waits(Cause.THROTTLED, "m", delay));
  }

  @ParameterizedTest
  @CsvSource({
    "PT24H, PT1S, PT30S",
    "PT24H, PT7M, PT7M",
    "PT24H, PT23H, PT23H",
    "PT24H, PT23H1S, PT6H",
    "PT8H, PT3H, PT3H",
    "PT8H, PT7H12M, PT7H12M",
    "PT8H, PT7H13M, PT2H",
    "PT8H, PT24H, PT2H",
    "PT40S, PT36S, PT36S",
    "PT40S, PT24H, PT10S",
    "PT1S, PT24H, PT1S"
  })
  void honoursRetryAfterUpToTheSlack(Duration slack, Duration retryAfter, Duration delay) {
    assertThat(after(Cause.THROTTLED, 0, 0, slack, DAY, retryAfter))
        .isEqualTo(new Outcome.Waits(Cause.THROTTLED, "m", delay));
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H, PT10M, PT10M",
    "PT1H, PT24H, PT1H1S",
    "PT0S, PT24H, PT30M",
    "PT-5H, PT24H, PT30M",
    "PT-5H, PT10M, PT10M"
  })
  void honoursRetryAfterOfAnExpiredChunkUntilItMayBeLost(
      Duration untilLost, Duration retryAfter, Duration delay) {
    assertThat(after(Cause.THROTTLED, 0, 0, Duration.ofHours(-1), untilLost, retryAfter))
        .isEqualTo(new Outcome.Waits(Cause.THROTTLED, "m", delay));
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {
        "UNREACHABLE",
        "THROTTLED",
        "SOURCE_ERROR",
        "UNAUTHORIZED",
        "STORE_FULL",
        "STORE_FAILED"
      })
  void triesTroubleThatLiesElsewhereUntilTheChunkExpires(Cause cause) {
    assertThat(after(cause, 999, 0, SECOND, DAY, null)).isInstanceOf(Outcome.Waits.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"NOT_FOUND", "EMPTY", "TRUNCATED", "NOT_MEDIA", "MEDIA_DAMAGED"})
  void failsAfterAsManyBadAnswersThenTriesOncePerLongestDelay(Cause cause) {
    assertThat(after(cause, 8, 8, DAY, DAY, null)).isInstanceOf(Outcome.Waits.class);
    assertThat(after(cause, 9, 9, DAY, DAY, null))
        .isEqualTo(new Outcome.Failed(cause, "m", Duration.ofMinutes(30)));
    assertThat(after(cause, 50, 50, Duration.ofMinutes(10), DAY, null))
        .isEqualTo(new Outcome.Failed(cause, "m", Duration.ofMinutes(10).plus(SECOND)));
  }

  @Test
  void otherTroubleDoesNotUseUpTheAnswers() {
    assertThat(after(Cause.EMPTY, 500, 3, DAY, DAY, null)).isInstanceOf(Outcome.Waits.class);
  }

  @Test
  void aMissingChunkIsLostNoEarlierThanItsMoment() {
    assertThat(after(Cause.NOT_FOUND, 0, 0, Duration.ofHours(-1), SECOND, null))
        .isEqualTo(new Outcome.Failed(Cause.NOT_FOUND, "m", SECOND.plus(SECOND)));
    assertThat(after(Cause.NOT_FOUND, 0, 0, Duration.ofHours(-2), Duration.ZERO, null))
        .isEqualTo(new Outcome.Lost(Cause.EXPIRED, "m; its time at the source is over"));
  }

  @ParameterizedTest
  @EnumSource(value = Cause.class, mode = EnumSource.Mode.EXCLUDE, names = "NOT_FOUND")
  void nothingButAMissingChunkIsEverLost(Cause cause) {
    assertThat(after(cause, 99, 99, DAY.negated(), DAY.negated(), null))
        .isEqualTo(new Outcome.Failed(cause, "m", null));
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"REFUSED_URL", "NO_LOCATION", "NOT_OURS", "CONFLICT"})
  void doesNotRepeatWhatCanNotChange(Cause cause) {
    assertThat(plan(0.5).afterFailure(chunk(0, 0, DAY, DAY), Trouble.lasting(cause, "m")))
        .isEqualTo(new Outcome.Failed(cause, "m", null));
  }

  @Test
  void repeatsARefusalThatAnotherAnswerMayNotBring() {
    assertThat(after(Cause.REFUSED_URL, 0, 0, DAY, DAY, null))
        .isEqualTo(new Outcome.Waits(Cause.REFUSED_URL, "m", Duration.ofSeconds(30)));
  }

  @Test
  void triesOnceMoreWhenItsTimeIsOver() {
    assertThat(after(Cause.EMPTY, 50, 50, Duration.ofSeconds(-1), Duration.ofHours(2), null))
        .isEqualTo(new Outcome.Failed(Cause.EMPTY, "m", Duration.ofHours(2).plus(SECOND)));
  }
}
