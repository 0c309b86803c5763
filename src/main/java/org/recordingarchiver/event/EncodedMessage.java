package org.recordingarchiver.event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A message as storage queues hand it out: base64 of the JSON, since 2022 (WIRE.md 6.4). Decoded
 * here and not kept as it came, for a secret would be in it.
 */
final class EncodedMessage {

  private static final Base64.Decoder DECODER = Base64.getDecoder();

  private EncodedMessage() {}

  /** The JSON in a piece that is none itself; null if there is none. */
  static byte @Nullable [] decoded(Piece piece) {
    if (piece.fault() == null) {
      return null;
    }
    String text = unquoted(new String(piece.bytes(), StandardCharsets.ISO_8859_1).strip());
    try {
      byte[] decoded = DECODER.decode(text.substring(0, decodable(text.length())));
      return looksLikeJson(decoded) ? decoded : null;
    } catch (IllegalArgumentException e) {
      // Not base64: whatever it is, it is kept as it came.
      return null;
    }
  }

  /** Of a message that was cut, all but the last letter's six bits, which alone say nothing. */
  private static int decodable(int length) {
    return length % 4 == 1 ? length - 1 : length;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static boolean looksLikeJson(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    return text.startsWith("{") || text.startsWith("[");
  }
}
