package org.recordingarchiver.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.recordingarchiver.media.MediaVerdict.Damaged;
import org.recordingarchiver.media.MediaVerdict.Whole;

/** Small real files that ffmpeg made (src/test/resources/media/make.sh), and what to do to them. */
final class MediaFiles {

  static final List<String> WAV =
      List.of(
          "mono-8k.wav",
          "mono-16k.wav",
          "five-channels.wav",
          "stereo-24bit.wav",
          "float.wav",
          "odd-bytes.wav",
          "alaw.wav",
          "mulaw.wav",
          "adpcm-ms.wav",
          "adpcm-ima.wav",
          "rf64.wav",
          "rf64-reserved.wav",
          "bext.wav",
          "list.wav");
  static final List<String> WAV_OF_OPEN_LENGTH = List.of("pipe.wav", "rf64-pipe.wav");
  static final List<String> MP4 =
      List.of(
          "index-last.mp4",
          "index-first.mp4",
          "aac-44k.mp4",
          "aac-48k-stereo.mp4",
          "bigger-index.mp4",
          "video-only.mp4",
          "audio-only.m4a",
          "mp42.mp4",
          "quicktime.mov",
          "mpeg4.mp4");
  static final List<String> MP4_IN_FRAGMENTS =
      List.of(
          "fragments.mp4",
          "fragments-empty-moov.mp4",
          "fragments-pipe.mp4",
          "fragments-separate.mp4",
          "fragments-cmaf.mp4",
          "fragments.ismv");

  /** Ahead of its fragments a list says how many there are. */
  static final String MP4_IN_LISTED_FRAGMENTS = "fragments-sidx.mp4";

  static final List<String> MP3 =
      List.of(
          "cbr-16k.mp3",
          "cbr-44k-stereo.mp3",
          "cbr-48k.mp3",
          "vbr-44k.mp3",
          "vbr-16k.mp3",
          "abr-16k.mp3",
          "mpeg25-8k.mp3",
          "id3v23.mp3",
          "id3v24.mp3",
          "id3v1.mp3",
          "silence.mp3");
  static final List<String> MP3_WITHOUT_COUNT =
      List.of("no-xing.mp3", "bare.mp3", "pipe.mp3", "no-xing-id3v1.mp3");

  private MediaFiles() {}

  static Stream<String> all() {
    return Stream.of(
            WAV,
            WAV_OF_OPEN_LENGTH,
            MP4,
            MP4_IN_FRAGMENTS,
            List.of(MP4_IN_LISTED_FRAGMENTS),
            MP3,
            MP3_WITHOUT_COUNT)
        .flatMap(List::stream);
  }

  static byte[] read(String name) {
    String path = "/media/" + name;
    try (InputStream file = MediaFiles.class.getResourceAsStream(path)) {
      return Objects.requireNonNull(file, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MediaVerdict check(byte[] bytes) {
    return check(bytes, bytes.length);
  }

  /** The verdict over a file that ends after so many of the bytes. */
  static MediaVerdict check(byte[] bytes, int length) {
    try {
      return MediaCheck.of(new ByteArrayChannel(bytes, length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Whole whole(byte[] bytes) {
    MediaVerdict verdict = check(bytes);
    assertThat(verdict).isInstanceOf(Whole.class);
    return (Whole) verdict;
  }

  static Damaged damaged(byte[] bytes) {
    MediaVerdict verdict = check(bytes);
    assertThat(verdict).isInstanceOf(Damaged.class);
    return (Damaged) verdict;
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] without(byte[] bytes, int at, int length) {
    return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
  }

  static byte[] with(byte[] bytes, int at, byte[] inserted) {
    return joined(Arrays.copyOf(bytes, at), inserted, Arrays.copyOfRange(bytes, at, bytes.length));
  }

  static byte[] overwritten(byte[] bytes, int at, byte[] other) {
    byte[] changed = bytes.clone();
    System.arraycopy(other, 0, changed, at, other.length);
    return changed;
  }

  static byte[] zeroed(byte[] bytes, int at, int length) {
    byte[] changed = bytes.clone();
    Arrays.fill(changed, at, Math.min(bytes.length, at + length), (byte) 0);
    return changed;
  }
}
