package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.source.Failure;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.StoreException;

class TroubleTests {

  static final List<Arguments> FAILURES =
      List.of(
          arguments(new Failure.Unreachable("m"), Cause.UNREACHABLE, false),
          arguments(new Failure.Throttled("m", null), Cause.THROTTLED, false),
          arguments(new Failure.SourceError(503, "m", null), Cause.SOURCE_ERROR, false),
          arguments(new Failure.Unauthorized(401, "m"), Cause.UNAUTHORIZED, false),
          arguments(new Failure.NotFound(404, "m"), Cause.NOT_FOUND, false),
          arguments(new Failure.Rejected(418, "m"), Cause.SOURCE_ERROR, false),
          arguments(new Failure.RefusedUrl("m", false), Cause.REFUSED_URL, true),
          arguments(new Failure.RefusedUrl("m", true), Cause.REFUSED_URL, false),
          arguments(new Failure.NotOurs("m"), Cause.NOT_OURS, true),
          arguments(new Failure.Empty("m"), Cause.EMPTY, false),
          arguments(new Failure.Truncated("m"), Cause.TRUNCATED, false),
          arguments(new Failure.NotMedia("m"), Cause.NOT_MEDIA, false));

  @ParameterizedTest
  @FieldSource("FAILURES")
  void saysWhatAFailureIsAndWhetherItLasts(Failure failure, Cause cause, boolean lasting) {
    assertThat(Trouble.of(failure)).isEqualTo(new Trouble(cause, "m", null, lasting));
  }

  @Test
  void aConflictInTheArchiveLasts() {
    StoreException conflict = new StoreException.Conflict("m", new ArchiveKey("a"));

    assertThat(Trouble.of(conflict)).isEqualTo(Trouble.lasting(Cause.CONFLICT, "m"));
  }
}
