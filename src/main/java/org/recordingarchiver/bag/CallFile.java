package org.recordingarchiver.bag;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.bag.ChunkMetadata.Channel;
import org.recordingarchiver.bag.ChunkMetadata.Pause;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.RecordedCall;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingToSeal.SealedChunk;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code call.json} says: whose call was recorded, and where in the call the recording lies.
 * Times are UTC in ISO 8601; what is not known is left out.
 *
 * @param call null if no event spoke of it
 */
record CallFile(@Nullable RecordedCall call, RecordingInCall recording) {

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build()
          .writer()
          .with(
              // The same line ends on every platform: the bytes are digested.
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  /**
   * The recording as a whole.
   *
   * @param startsAfterCallMs from the start of the call to the start of the recording
   * @param durationMs as its event says
   */
  record RecordingInCall(
      String resource,
      @Nullable String recordingId,
      @Nullable String callId,
      @Nullable String serverCallId,
      @Nullable Instant startedAt,
      @Nullable Long startsAfterCallMs,
      @Nullable Long durationMs,
      @Nullable String contentType,
      @Nullable String channelType,
      @Nullable String format,
      @Nullable String sessionEndReason,
      List<ChunkInCall> chunks) {}

  /**
   * A part of the recording.
   *
   * @param content its file in the bag, null if it was not archived
   * @param metadata its file in the bag
   * @param startTime as its metadata says
   * @param pauses when recording was paused; null if that is not known
   * @param channels who is heard on which channel, for unmixed audio
   */
  record ChunkInCall(
      long index,
      String documentId,
      String status,
      @Nullable String content,
      @Nullable String metadata,
      @Nullable String startTime,
      @Nullable Long durationMs,
      @Nullable List<Pause> pauses,
      @Nullable List<Channel> channels) {}

  /**
   * What is known of a recording.
   *
   * @param metadata of a file in the archive
   */
  static CallFile of(RecordingToSeal recording, Function<ProvedFile, ChunkMetadata> metadata) {
    RecordedCall call = recording.call();
    Instant startedAt = recording.name().startedAt();
    RecordingToSeal.Facts facts = recording.facts();
    return new CallFile(
        call,
        new RecordingInCall(
            recording.resource(),
            recording.recordingId(),
            recording.name().callId(),
            recording.serverCallId(),
            startedAt,
            call == null ? null : millis(call.startedAt(), startedAt),
            facts.durationMs(),
            facts.contentType(),
            facts.channelType(),
            facts.formatType(),
            facts.sessionEndReason(),
            recording.chunks().stream().map(chunk -> chunk(chunk, metadata)).toList()));
  }

  private static ChunkInCall chunk(
      SealedChunk chunk, Function<ProvedFile, ChunkMetadata> metadata) {
    ProvedFile file = chunk.metadata();
    ChunkMetadata said = file == null ? ChunkMetadata.UNKNOWN : metadata.apply(file);
    return new ChunkInCall(
        chunk.index(),
        chunk.documentId(),
        chunk.status(),
        path(chunk.content()),
        path(file),
        said.startTime(),
        said.durationMs(),
        said.pauses(),
        said.channels());
  }

  private static @Nullable String path(@Nullable ProvedFile file) {
    return file == null ? null : TagFiles.path(file);
  }

  private static @Nullable Long millis(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to).toMillis();
  }

  /** The same bytes each time, ending with a line end. */
  byte[] bytes() {
    return (WRITER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
