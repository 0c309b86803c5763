package org.recordingarchiver.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Serves one object, and in a share of its answers does one thing wrong. */
final class LyingStorage implements RawServer.Conversation {

  private static final int LIES = Lie.values().length;

  private final byte[] truth;
  private final Random random;
  private final int share;
  private final List<Lie> told = new CopyOnWriteArrayList<>();

  /** One fault of an answer. */
  enum Lie {
    // These two make the others worth telling, and are told most.
    ENDS_EARLY,
    RESETS,
    ENDS_IN_THE_HEAD,
    SAYS_NOTHING,
    SENDS_GARBAGE,
    SENDS_AN_INTERIM_ANSWER,
    IGNORES_THE_RANGE,
    BEGINS_ONE_PLACE_TOO_FAR,
    BEGINS_SOMEWHERE,
    NAMES_ANOTHER_RANGE,
    NAMES_ANOTHER_TOTAL,
    NAMES_NO_RANGE,
    SENDS_LESS_THAN_ASKED_FOR,
    CHUNKS,
    CHUNKS_AND_ENDS_EARLY,
    CHUNKS_WRONGLY,
    GOES_ON_AFTER_THE_END,
    GOES_ON_WITH_ANOTHER_ANSWER,
    CANT_SATISFY,
    NAMES_A_WRONG_DIGEST,
    NAMES_ANOTHER_VERSION,
    NAMES_TWO_LENGTHS,
    NAMES_A_STRANGE_ENCODING,
    IS_UNWELL,
    NAMES_NO_LENGTH
  }

  /**
   * @param share of the answers that are wrong, in percent
   */
  LyingStorage(byte[] truth, long seed, int share) {
    this.truth = truth;
    this.random = new Random(seed);
    this.share = share;
  }

  List<Lie> told() {
    return told;
  }

  @Override
  public void hold(RawServer.Line line) throws IOException {
    for (String head = line.hear(); head != null; head = line.hear()) {
      if (!answer(line, RawServer.Line.range(head))) {
        return;
      }
    }
  }

  /** Whether the connection goes on. */
  private synchronized boolean answer(RawServer.Line line, @Nullable String header)
      throws IOException {
    AskedRange range = AskedRange.of(header, truth.length);
    int from = Math.toIntExact(range == null ? 0 : range.from());
    int end = Math.toIntExact(range == null ? truth.length : range.end());
    if (random.nextInt(100) >= share) {
      line.say(head(range, from, end, truth.length) + "\r\n");
      line.say(Arrays.copyOfRange(truth, from, end));
      return true;
    }
    int breaks = range == null ? 70 : 20;
    Lie lie = Lie.values()[random.nextInt(100) < breaks ? random.nextInt(2) : random.nextInt(LIES)];
    told.add(lie);
    return lie(lie, line, range, from, end);
  }

  private boolean lie(Lie lie, RawServer.Line line, @Nullable AskedRange range, int from, int end)
      throws IOException {
    byte[] right = Arrays.copyOfRange(truth, from, end);
    byte[] some = Arrays.copyOf(right, random.nextInt(right.length + 1));
    String head = head(range, from, end, truth.length);
    switch (lie) {
      case ENDS_EARLY -> {
        say(line, head, some);
        return false;
      }
      case RESETS -> {
        say(line, head, some);
        line.reset();
        return false;
      }
      case ENDS_IN_THE_HEAD -> {
        line.say(head.substring(0, random.nextInt(head.length())));
        return false;
      }
      case SAYS_NOTHING -> {
        return false;
      }
      case SENDS_GARBAGE -> {
        byte[] garbage = new byte[random.nextInt(5000)];
        random.nextBytes(garbage);
        line.say(garbage);
        return false;
      }
      case SENDS_AN_INTERIM_ANSWER ->
          say(line, "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + head, right);
      case IGNORES_THE_RANGE -> say(line, head(null, 0, truth.length, truth.length), truth);
      case BEGINS_ONE_PLACE_TOO_FAR -> say(line, head, range == null ? right : moved(from, end, 1));
      case BEGINS_SOMEWHERE ->
          say(line, head, range == null ? right : moved(from, end, random.nextInt(truth.length)));
      case NAMES_ANOTHER_RANGE ->
          say(line, status(206, from + 1, end + 1, truth.length) + length(right.length), right);
      case NAMES_ANOTHER_TOTAL ->
          say(line, status(206, from, end, truth.length + 1) + length(right.length), right);
      case NAMES_NO_RANGE ->
          say(line, "HTTP/1.1 206 Partial Content\r\n" + length(right.length), right);
      case SENDS_LESS_THAN_ASKED_FOR -> {
        int less = Math.max(1, some.length);
        say(line, status(206, from, from + less, truth.length) + length(less), right, less);
      }
      case CHUNKS -> say(line, chunked(range, from, end), chunks(right, "0\r\n\r\n"));
      case CHUNKS_AND_ENDS_EARLY -> {
        say(line, chunked(range, from, end), chunks(some, ""));
        return false;
      }
      case CHUNKS_WRONGLY -> {
        say(line, chunked(range, from, end), chunks(some, "zz\r\n"));
        return false;
      }
      case GOES_ON_AFTER_THE_END -> {
        byte[] longer = Arrays.copyOf(right, right.length + 1 + random.nextInt(100));
        say(line, head, longer);
      }
      case GOES_ON_WITH_ANOTHER_ANSWER -> {
        // At once: what comes later can't be told from an answer to the next request.
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(right);
        both.writeBytes((head + "\r\n").getBytes(US_ASCII));
        both.writeBytes(moved(from, end, 1));
        say(line, head, both.toByteArray());
      }
      case CANT_SATISFY ->
          line.say("HTTP/1.1 416 Range\r\nContent-Range: bytes */7\r\nContent-Length: 0\r\n\r\n");
      case NAMES_A_WRONG_DIGEST ->
          say(line, head + "Repr-Digest: sha-256=:" + "A".repeat(43) + "=:\r\n", right);
      case NAMES_ANOTHER_VERSION ->
          say(line, head + "ETag: \"" + random.nextInt() + "\"\r\n", right);
      case NAMES_TWO_LENGTHS -> say(line, head + length(right.length / 2), right);
      case NAMES_A_STRANGE_ENCODING ->
          say(line, head + "Transfer-Encoding: gzip, chunked\r\n", chunks(right, "0\r\n\r\n"));
      case IS_UNWELL ->
          line.say("HTTP/1.1 503 Unwell\r\nContent-Length: 4\r\nRetry-After: 0\r\n\r\nlate");
      case NAMES_NO_LENGTH -> {
        boolean all = range != null || random.nextBoolean();
        say(line, "HTTP/1.0 200 OK\r\n", all ? truth : some);
        return false;
      }
    }
    return true;
  }

  /** As many bytes, but others. */
  private byte[] moved(int from, int end, int by) {
    byte[] moved = new byte[end - from];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = truth[(from + by + i) % truth.length];
    }
    return moved;
  }

  private String chunked(@Nullable AskedRange range, int from, int end) {
    return (range == null ? "HTTP/1.1 200 OK\r\n" : status(206, from, end, truth.length))
        + "Transfer-Encoding: chunked\r\n";
  }

  private byte[] chunks(byte[] bytes, String end) throws IOException {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, 1 + random.nextInt(70_000));
      chunks.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(US_ASCII));
      chunks.write(bytes, at, size);
      chunks.writeBytes("\r\n".getBytes(US_ASCII));
      at += size;
    }
    chunks.writeBytes(end.getBytes(US_ASCII));
    return chunks.toByteArray();
  }

  private static String head(@Nullable AskedRange range, int from, int end, int total) {
    return (range == null ? "HTTP/1.1 200 OK\r\n" : status(206, from, end, total))
        + length(end - from);
  }

  private static String status(int status, int from, int end, int total) {
    return "HTTP/1.1 %d Partial Content\r\nContent-Range: %s\r\n"
        .formatted(status, Scripts.range(from, end, total));
  }

  private static String length(int length) {
    return "Content-Length: " + length + "\r\n";
  }

  private static void say(RawServer.Line line, String head, byte[] body) throws IOException {
    say(line, head, body, body.length);
  }

  private static void say(RawServer.Line line, String head, byte[] body, int length)
      throws IOException {
    line.say(head + "\r\n");
    line.say(Arrays.copyOf(body, length));
  }
}
