package org.recordingarchiver.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key made of ids from outside, which can be of any length and hold any character: SHA-256 of
 * their UTF-16, each with its length before it, so that different ids never make the same bytes.
 */
final class KeyDigest implements Comparable<KeyDigest> {

  private final byte[] bytes;

  KeyDigest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** What makes it the same event: source, id and body. */
  static KeyDigest ofEvent(ReceivedEvent event) {
    byte[] body = sha256().digest(event.body().bytes());
    return of(event.source(), event.eventId(), HexFormat.of().formatHex(body));
  }

  /**
   * What names a recording: its id; without one, its call or the server's id of the call with the
   * start time; without those, its first chunk.
   */
  static KeyDigest ofRecording(AnnouncedRecording recording) {
    String resource = recording.resource().toLowerCase(Locale.ROOT);
    String start = String.valueOf(recording.startedAt());
    if (recording.recordingId() != null) {
      return of("recording", resource, recording.recordingId());
    }
    if (recording.callId() != null) {
      return of("call", resource, recording.callId(), start);
    }
    if (recording.serverCallId() != null) {
      return of("server call", resource, recording.serverCallId(), start);
    }
    return of("document", resource, recording.chunks().getFirst().documentId());
  }

  /** What names a chunk, whatever recording announces it. */
  static KeyDigest ofChunk(AnnouncedRecording recording, AnnouncedChunk chunk) {
    return of(recording.resource().toLowerCase(Locale.ROOT), chunk.documentId());
  }

  /** What names a call: the server's id of it, without one its correlation id. */
  static KeyDigest ofCall(CallReport call) {
    String resource = call.resource().toLowerCase(Locale.ROOT);
    return call.serverCallId() != null
        ? of("server call", resource, call.serverCallId())
        : of("call", resource, present(call.correlationId()));
  }

  /** What names a stay within its call: its id, without one who stays. */
  static KeyDigest ofStay(CallReport.Stay stay) {
    return stay.participantId() != null
        ? of("stay", stay.participantId())
        : of("person", stay.rawId());
  }

  /** What makes the same pair of URLs. */
  static KeyDigest ofLocations(AnnouncedChunk chunk) {
    return of(present(chunk.contentLocation()), present(chunk.metadataLocation()));
  }

  /** SHA-256 of the bytes alone, in hexadecimal. */
  static String hex(RawBody body) {
    return HexFormat.of().formatHex(sha256().digest(body.bytes()));
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public int compareTo(KeyDigest other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyDigest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  private static String present(@Nullable String text) {
    return text == null ? "" : "=" + text;
  }

  private static KeyDigest of(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * part.length());
      bytes.putInt(part.length()).asCharBuffer().put(part);
      digest.update(bytes.array());
    }
    return new KeyDigest(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
