package org.recordingarchiver.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Ids that look as ACS makes them: the same for the same run, others for any other run. */
record DemoIds(Instant now, long seed) {

  private static final int HEX_ID_BYTES = 16;
  private static final int REGION_CELLS = 12;

  String documentId(String name) {
    int cell = 1 + Math.floorMod(digest("cell " + name).getInt(), REGION_CELLS);
    byte[] id = new byte[HEX_ID_BYTES];
    digest("document " + name).get(id);
    return "0-eus-d" + cell + "-" + HexFormat.of().formatHex(id);
  }

  /** A random-looking UUID of version 4. */
  UUID uuid(String name) {
    ByteBuffer digest = digest("uuid " + name);
    long high = (digest.getLong() & ~0xF000L) | 0x4000L;
    long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** Base64 of an address inside the service, like the sample of the documentation. */
  String serverCallId(String name) {
    String conversation = base64(uuid("conversation " + name).toString().substring(0, 16));
    long epoch = 638_000_000_000_000_000L + Math.floorMod(digest(name).getLong(), 1_000_000_000L);
    return base64(
        "https://conv-demo-01.conv.simulator.example:443/conv/%s?i=0&e=%d"
            .formatted(conversation, epoch));
  }

  /** Base64 of two ids, as in recording logs. */
  String recordingId(String name) {
    return base64(
        "{\"PlatformEndpointId\":\"%s\",\"ResourceSpecificId\":\"%s\"}"
            .formatted(uuid("endpoint " + name), uuid("recording " + name)));
  }

  /** Less than a second, in steps of 100 ns. */
  long nanos(String name) {
    return 100L * Math.floorMod(digest("nanos " + name).getInt(), 10_000_000);
  }

  private ByteBuffer digest(String name) {
    try {
      byte[] key = (seed + " " + now + " " + name).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
