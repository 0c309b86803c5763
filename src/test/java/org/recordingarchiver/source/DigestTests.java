package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.SampleMedia.BYTES;
import static org.recordingarchiver.source.SampleMedia.OTHERS;
import static org.recordingarchiver.source.SampleMedia.SIZE;
import static org.recordingarchiver.source.SampleMedia.WHOLE;
import static org.recordingarchiver.source.Scripts.cut;
import static org.recordingarchiver.source.Scripts.part;
import static org.recordingarchiver.source.Scripts.whole;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTests {

  private final ScriptedStorage storage = new ScriptedStorage();
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    storage.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Repr-Digest    | sha-256=:{}: | SHA-256",
        "Repr-Digest    | sha-512=:{}: | SHA-512",
        "Content-Digest | sha-256=:{}: | SHA-256",
        "Content-Digest | sha-512=:{}: | SHA-512",
        "Digest         | SHA-256={}   | SHA-256",
        "Digest         | MD5={}       | MD5",
        "Content-MD5    | {}           | MD5",
      })
  void holdsTheBytesAgainstADigestThatIsNamed(String field, String form, String algorithm) {
    String named = form.replace("{}", base64(algorithm, BYTES));
    storage.add(with(whole(BYTES), field, named), with(whole(OTHERS), field, named));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(storage.fetch(new RecordingSink()))
        .isEqualTo(
            new Failure.Truncated(
                "GET %s: 300,000 bytes came, but %s names %s %s and they have %s"
                    .formatted(
                        storage.url(),
                        field,
                        algorithm,
                        hex(algorithm, BYTES),
                        hex(algorithm, OTHERS))));
  }

  @ParameterizedTest
  @CsvSource({
    "Repr-Digest, nonsense",
    "Repr-Digest, sha-256=:AAAA:",
    "Repr-Digest, crc32c=:AAAAAA==:",
    "Content-Digest, sha-1=:AAAA:",
    "Digest, nonsense",
    "Content-MD5, nonsense",
  })
  void takesNoNoticeOfADigestThatItDoesNotUnderstand(String field, String value) {
    storage.add(with(whole(BYTES), field, value));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
  }

  @Test
  void provesAJoinedObjectByTheDigestOfTheWholeAndNeedsNoSecondQuestions() {
    String named = "sha-256=:" + base64("SHA-256", BYTES) + ":";
    storage.add(with(cut(BYTES, 1000), "Repr-Digest", named), part(BYTES, 1000));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(storage.requests()).hasSize(2);
  }

  @Test
  void asksAboutTheSeamsWhenTheDigestIsAWeakOne() {
    storage.holds(BYTES);
    String named = "MD5=" + base64("MD5", BYTES);
    storage.add(with(cut(BYTES, 1000), "Digest", named), part(BYTES, 1000));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(storage.secondQuestions()).hasSize(1);
  }

  @Test
  void findsByTheDigestThatAPartIsOfAnotherObject() {
    String named = "sha-256=:" + base64("SHA-256", BYTES) + ":";
    storage.add(with(cut(BYTES, 1000), "Repr-Digest", named), part(OTHERS, 1000));

    assertThat(storage.fetch(sink))
        .isInstanceOfSatisfying(
            Failure.Truncated.class,
            failure -> assertThat(failure.message()).contains("but Repr-Digest names SHA-256"));
  }

  @Test
  void holdsAPartAgainstTheDigestOfItsOwnContent() {
    storage.holds(BYTES);
    byte[] rest = Arrays.copyOfRange(BYTES, 1000, SIZE);
    String right = "sha-256=:" + base64("SHA-256", rest) + ":";
    String wrong = "sha-256=:" + base64("SHA-256", BYTES) + ":";
    storage.add(cut(BYTES, 1000), with(part(BYTES, 1000), "Content-Digest", right));
    storage.add(cut(BYTES, 1000), with(part(BYTES, 1000), "Content-Digest", wrong));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(storage.fetch(new RecordingSink())).isInstanceOf(Failure.Truncated.class);
  }

  @Test
  void asksForTheVersionThatItBegan() {
    storage.holds(BYTES);
    storage.add(
        with(cut(BYTES, 1000), "ETag", "\"one\""), with(part(BYTES, 1000), "ETag", "\"one\""));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(storage.requests())
        .extracting(request -> request.getHeaders().get("If-Range"))
        .containsExactly(null, "\"one\"", "\"one\"");
  }

  @Test
  void startsOverWhenAPartIsOfAnotherVersion() {
    storage.add(
        with(cut(OTHERS, 1000), "ETag", "\"one\""),
        with(part(BYTES, 1000), "ETag", "\"two\""),
        whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(sink.restarts()).isEqualTo(1);
    assertThat(storage.requests().getLast().getHeaders().get("If-Range")).isNull();
  }

  @Test
  void saysThatItStartedOverForAnotherVersion() {
    for (int i = 0; i < 4; i++) {
      storage.add(
          with(cut(BYTES, 1000), "ETag", "\"one\""), with(part(BYTES, 1000), "ETag", "\"two\""));
    }

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.Truncated(
                "GET %s answered 206 with a part of another version of the object; started over 3 times"
                    .formatted(storage.url())));
  }

  @Test
  void startsOverWhenTheBytesAroundASeamAreOfAnotherVersion() {
    storage.add(
        with(cut(BYTES, 5000), "ETag", "\"one\""),
        part(BYTES, 5000),
        with(part(BYTES, 3976, 6024), "ETag", "\"two\""),
        whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.restarts()).isEqualTo(1);
  }

  private static MockResponse with(MockResponse answer, String header, String value) {
    return answer.newBuilder().setHeader(header, value).build();
  }

  private static String base64(String algorithm, byte[] bytes) {
    return Base64.getEncoder().encodeToString(digest(algorithm, bytes));
  }

  private static String hex(String algorithm, byte[] bytes) {
    return HexFormat.of().formatHex(digest(algorithm, bytes));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
