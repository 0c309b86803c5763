package org.recordingarchiver.archival;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is looked at before a copy counts as proved (DESIGN section 9).
 *
 * @param media what a failed media check (L3) means
 * @param secondFetch which chunks are fetched a second time (L4): never, a rate from 0 to 1, always
 */
@Validated
@ConfigurationProperties("archiver.verify")
record VerifySettings(
    @DefaultValue("quarantine") MediaPolicy media,
    @DefaultValue("never")
        @Pattern(
            regexp = "(?i)never|always|0?\\.\\d{1,9}|0|1",
            message = "must be never, always or a rate from 0 to 1 such as 0.01")
        String secondFetch) {

  SecondFetch whichTwice() {
    return SecondFetch.named(secondFetch);
  }

  /** What becomes of media whose structure is not whole. */
  enum MediaPolicy {
    /** It is tried again, kept in quarantine, and its source is never deleted. */
    QUARANTINE,
    /** It is archived like any other, with a warning in its proof. */
    WARN
  }
}
