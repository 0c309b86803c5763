package org.recordingarchiver.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no application: help, version, and wrong usage. */
class LaunchTests {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ingest ",
        "archive ",
        "rerun ",
        "status ",
        "report ",
        "find ",
        "prune ",
        "migrate ",
        "demo ",
        "simulator "
      })
  void helpsOnEveryLevel(String command) {
    int code = launch((command + "--help").split(" "));

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8))
        .startsWith("Usage: recording-archiver " + command)
        .contains("-h, --help", "Exit codes:", "Example");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void tellsItsVersionAndTheOneOfJava() {
    int code = launch("--version");

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8)).startsWith("recording-archiver ").contains("Java 2");
  }

  @Test
  void asksForACommand() {
    int code = launch();

    assertThat(code).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8))
        .startsWith("recording-archiver: Which command?")
        .contains("Usage: recording-archiver");
  }

  @ParameterizedTest
  @CsvSource({
    "archive --keep-sorce,          --keep-source",
    "archive --hlep,                --help",
    "archve,                        archive",
    "statsu,                        status",
    "status --max-agee 2h,          --max-age"
  })
  void suggestsWhatWasMeant(String line, String meant) {
    int code = launch(line.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("Did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "archive --limit 0         | --limit 0: must be at least 1",
        "archive --limit many      | 'many' is not an int",
        "archive --max-duration 10 | '10' is not a duration such as 90s",
        "archive --max-duration=-5m | must be longer than 0",
        "archive extra             | Unmatched argument",
        "rerun                     | Which batches? Give their numbers, --all, or --cause",
        "rerun --all 7             | Either BATCH or --all, not both",
        "rerun seven               | BATCH 'seven': not the number of a batch",
        "rerun --cause GONE        | 'GONE' is not a cause; there are UNREACHABLE, THROTTLED, SOURCE_ERROR, UNAUTHORIZED, NOT_FOUND, EXPIRED, REFUSED_URL, NO_LOCATION, NOT_OURS, EMPTY, TRUNCATED, NOT_MEDIA, MEDIA_DAMAGED, METADATA_MISMATCH, STORE_FULL, STORE_FAILED, READ_BACK_MISMATCH, CONFLICT",
        "ingest                    | Missing required parameter: 'PATH'",
        "ingest missing.json       | missing.json: no such file or directory",
        "ingest - events           | - stands for itself",
        "find --from yesterday     | Invalid value for option '--from': 'yesterday' is not a time; write it as",
        "find --from 2026-01-05 --to 2026-01-05 | --from 2026-01-05T00:00:00Z is not before --to",
        "find --status lost,gone   | 'gone' is not a status; there are queued, claimed, archived, source-deleted, failed, lost, open, sealed",
        "find --limit 0            | --limit 0: must be 1 to 10000",
        "find --call=              | --call is empty",
        "find 0c6c9f4e             | Unmatched argument",
        "report seven              | BATCH 'seven': not the number of a batch",
        "report 7 8                | Unmatched argument",
        "prune                     | Missing required option: '--keep=TIME'",
        "prune --keep 90           | '90' is not a duration such as 90s",
        "prune --keep 90m          | --keep PT1H30M: must be 1d to 36500d; what is younger may still be needed to see what happened",
        "prune --keep=-90d         | must be 1d to 36500d",
        "prune --keep 36501d       | '36501d' is too long: at most 36500d",
        "archive --max-duration 36501d | '36501d' is too long: at most 36500d",
        "status --check --max-age 999999999d | '999999999d' is too long: at most 36500d",
        "status --check --max-age=-1h | --max-age PT-1H: must be longer than 0",
        "status --archiver.home    | --archiver.home needs =VALUE"
      })
  void refusesWrongUsageBeforeAnythingStarts(String line, String said) {
    int code = launch(line.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).contains(said);
  }

  private int launch(String... given) {
    Console console = new Console(InputStream.nullInputStream(), stream(out), stream(err));
    SettingArguments arguments = SettingArguments.of(given);
    Application none = new Application(LaunchTests.class, arguments, new Shutdown());
    return new Launch(arguments, console, none).run();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }
}
