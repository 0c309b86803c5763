package org.recordingarchiver.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okio.ByteString;

/** Digests computed while the bytes come, to be held against those that an answer named. */
final class RunningDigests {

  private final Map<NamedDigest, MessageDigest> digests = new LinkedHashMap<>();
  private long count;

  RunningDigests(List<NamedDigest> named) {
    named.forEach(digest -> digests.put(digest, start(digest.algorithm())));
  }

  void take(byte[] bytes, int length) {
    count += length;
    digests.values().forEach(digest -> digest.update(bytes, 0, length));
  }

  /** Ends the digests; throws {@link Failure.Truncated} if one is not as named. */
  void check(Answer answer) throws Unsuccessful {
    for (Map.Entry<NamedDigest, MessageDigest> each : digests.entrySet()) {
      ByteString found = ByteString.of(each.getValue().digest());
      if (!found.equals(each.getKey().value())) {
        throw new Unsuccessful(
            new Failure.Truncated(message(answer.asked(), each.getKey(), found)));
      }
    }
  }

  /** Whether equal digests prove the bytes to be equal. */
  boolean areStrong() {
    return digests.keySet().stream().anyMatch(NamedDigest::isStrong);
  }

  private String message(String asked, NamedDigest named, ByteString found) {
    return String.format(
        Locale.ROOT,
        "%s: %,d bytes came, but %s names %s %s and they have %s",
        asked,
        count,
        named.field(),
        named.algorithm(),
        named.hex(),
        found.hex());
  }

  private static MessageDigest start(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM can't compute " + algorithm, e);
    }
  }
}
