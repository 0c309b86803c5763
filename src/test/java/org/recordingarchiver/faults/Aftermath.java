package org.recordingarchiver.faults;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of a storm.
 *
 * @param objections chunks that did not end as they must
 * @param wrongFiles files in bags with other bytes than were served
 * @param rashDeletes DELETEs that came when the archive held no equal copy
 * @param offences requests that no client may send
 * @param brokenRuns runs that a fault of the source broke, where it should have broken a chunk only
 * @param trapped connections to a host that is not on the list
 * @param endings how chunks ended that met one fault alone
 */
record Aftermath(
    long seed,
    List<String> objections,
    List<String> wrongFiles,
    List<String> rashDeletes,
    List<String> offences,
    List<String> brokenRuns,
    int trapped,
    String summary,
    Endings endings) {

  private static final Logger log = LoggerFactory.getLogger(Aftermath.class);

  /** Fails with all that is wrong at once. */
  void check() {
    log.info("seed {}: {}", seed, summary);
    SoftAssertions softly = new SoftAssertions();
    assertNone(softly, "wrong files in bags", wrongFiles);
    assertNone(softly, "sources deleted without an equal copy", rashDeletes);
    assertNone(softly, "requests that nobody may send", offences);
    assertNone(softly, "runs that broke", brokenRuns);
    assertNone(softly, "chunks that did not end as they must", objections);
    softly.assertThat(trapped).as("connections to a forbidden host").isZero();
    softly.assertAll();
  }

  private void assertNone(SoftAssertions softly, String what, List<String> found) {
    softly
        .assertThat(found.size())
        .as("%s (rerun with -Dfaults.seed=%d):%n%s", what, seed, String.join("\n", found))
        .isZero();
  }
}
