package org.recordingarchiver.archival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.bag.ChunkMetadata;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.media.MediaCheck;
import org.recordingarchiver.media.MediaFormat;
import org.recordingarchiver.media.MediaVerdict;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.StoreException;

/** L3: whether what arrived means what the event says (DESIGN section 9). */
final class Meaning {

  private Meaning() {}

  /**
   * What was found in the content.
   *
   * @param format as the bytes say
   * @param fault why it is not the recording that it should be, null if it is
   * @param warnings what people should know of it, for the proof
   * @param endProved whether its structure and its duration show that no end is missing
   */
  record Finding(
      MediaFormat format, @Nullable Trouble fault, List<String> warnings, boolean endProved) {}

  /** Why this metadata is not the chunk's, null if it may be. */
  static @Nullable String objection(ClaimedChunk chunk, ChunkMetadata facts) {
    if (facts.equals(ChunkMetadata.UNKNOWN)) {
      return "it is no JSON object with the fields of a recording's metadata";
    }
    String id = facts.documentId();
    if (id != null && !id.equals(chunk.documentId())) {
      return "it speaks of document %s, the event of %s"
          .formatted(quoted(id), quoted(chunk.documentId()));
    }
    Long index = facts.index();
    if (index != null && index != chunk.index()) {
      return "it speaks of chunk index %d, the event of %d".formatted(index, chunk.index());
    }
    return contradict(MediaFormat.named(facts.format()), MediaFormat.named(chunk.format()))
        ? "it speaks of %s, the event of %s".formatted(facts.format(), chunk.format())
        : null;
  }

  /** Looks at complete content, {@code metadata} being null if there is none that can be used. */
  static Finding content(ClaimedChunk chunk, @Nullable ChunkMetadata metadata, Incoming content) {
    return switch (verdict(content)) {
      case MediaVerdict.Damaged damaged -> damaged(damaged);
      case MediaVerdict.Whole whole -> whole(chunk, metadata, whole);
    };
  }

  private static Finding damaged(MediaVerdict.Damaged damaged) {
    Cause cause = damaged.format() == MediaFormat.UNKNOWN ? Cause.NOT_MEDIA : Cause.MEDIA_DAMAGED;
    Trouble fault = new Trouble(cause, "content: " + damaged.reason(), null);
    return new Finding(damaged.format(), fault, List.of(), false);
  }

  private static Finding whole(
      ClaimedChunk chunk, @Nullable ChunkMetadata metadata, MediaVerdict.Whole whole) {
    MediaFormat told = told(chunk, metadata);
    Trouble fault =
        contradict(told, whole.format())
            ? new Trouble(
                Cause.MEDIA_DAMAGED,
                "content: these bytes are a whole %s, but the recording is said to be %s"
                    .formatted(whole.format(), told),
                null)
            : null;
    Duration plays = whole.duration();
    List<String> warnings = new ArrayList<>(whole.warnings());
    warnings.addAll(Durations.disagreements(chunk, metadata, plays));
    boolean endProved = whole.warnings().isEmpty() && !Durations.isShort(metadata, plays);
    return new Finding(whole.format(), fault, warnings, endProved);
  }

  /** The event's word first, then the metadata's (WIRE.md 2.4). */
  static MediaFormat told(ClaimedChunk chunk, @Nullable ChunkMetadata metadata) {
    MediaFormat byEvent = MediaFormat.named(chunk.format());
    return byEvent == MediaFormat.UNKNOWN && metadata != null
        ? MediaFormat.named(metadata.format())
        : byEvent;
  }

  /** What complete metadata says; too long to be a recording's is as good as nothing. */
  static ChunkMetadata metadata(Incoming document) {
    if (document.length() > ArchiveStore.LARGEST_READ) {
      return ChunkMetadata.UNKNOWN;
    }
    try (InputStream bytes = Channels.newInputStream(document.open())) {
      return ChunkMetadata.read(bytes.readAllBytes());
    } catch (IOException e) {
      throw new StoreException.Failed("could not read the metadata that has just arrived", e);
    }
  }

  private static MediaVerdict verdict(Incoming content) {
    try (SeekableByteChannel file = content.open()) {
      return MediaCheck.of(file);
    } catch (IOException e) {
      throw new StoreException.Failed("could not read the content that has just arrived", e);
    }
  }

  private static boolean contradict(MediaFormat one, MediaFormat other) {
    return one != MediaFormat.UNKNOWN && other != MediaFormat.UNKNOWN && one != other;
  }

  private static String quoted(String id) {
    return id.length() <= 80 ? id : id.substring(0, 80) + "…";
  }
}
