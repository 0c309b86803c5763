package org.recordingarchiver.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats in which ACS records (WIRE.md section 2.4). */
public enum MediaFormat {
  MP4("mp4"),
  MP3("mp3"),
  WAV("wav"),
  UNKNOWN("bin");

  /** So many leading bytes are all that {@link #sniff} ever looks at. */
  public static final int SNIFFED = 12;

  private static final List<MediaFormat> ALL = List.of(values());
  private static final List<String> RIFF_NAMES = List.of("RIFF", "RF64", "BW64", "RIFX");
  private static final List<String> FIRST_BOXES =
      List.of("styp", "moov", "mdat", "moof", "sidx", "free", "skip", "wide", "pnot");

  private final String extension;

  MediaFormat(String extension) {
    this.extension = extension;
  }

  /** How names of such files end, without the dot. */
  public String extension() {
    return extension;
  }

  /**
   * The format of that name in an event ({@code Mp4}) or in metadata ({@code mp4}), in any case;
   * UNKNOWN for every other name and for none.
   */
  public static MediaFormat named(@Nullable String name) {
    String plain = name == null ? "" : name.strip().toUpperCase(Locale.ROOT);
    for (MediaFormat format : ALL) {
      if (format.name().equals(plain)) {
        return format;
      }
    }
    return UNKNOWN;
  }

  /**
   * The format that a file with these leading bytes seems to have.
   *
   * @param length how many of the bytes count
   */
  public static MediaFormat sniff(byte[] first, int length) {
    byte[] start = Arrays.copyOf(first, Math.min(length, Math.min(first.length, SNIFFED)));
    if (holds(start, 4, "ftyp") || beginsOtherBox(start)) {
      return MP4;
    }
    boolean riff = RIFF_NAMES.stream().anyMatch(name -> holds(start, 0, name));
    if (riff && holds(start, 8, "WAVE")) {
      return WAV;
    }
    return holds(start, 0, "ID3") || beginsMpegAudioFrame(start) ? MP3 : UNKNOWN;
  }

  /**
   * MP4 files may begin with other boxes than {@code ftyp}. No text begins like this: the first
   * byte, of the box's size, is below all printable ones.
   */
  private static boolean beginsOtherBox(byte[] start) {
    return start.length > 0
        && start[0] >= 0
        && start[0] < ' '
        && FIRST_BOXES.stream().anyMatch(type -> holds(start, 4, type));
  }

  private static boolean holds(byte[] start, int at, String expected) {
    byte[] wanted = expected.getBytes(US_ASCII);
    int end = at + wanted.length;
    return end <= start.length && Arrays.equals(start, at, end, wanted, 0, wanted.length);
  }

  /**
   * The header of an MPEG audio frame (ISO/IEC 11172-3, 2.4.1.3): eleven set bits, then version,
   * layer III, bit rate and sampling rate, none of them a reserved value. The layer tells MP3 from
   * AAC and from the byte order mark of UTF-16 text.
   */
  private static boolean beginsMpegAudioFrame(byte[] start) {
    if (start.length < 4) {
      return false;
    }
    boolean sync = start[0] == (byte) 0xFF && (start[1] & 0xE0) == 0xE0;
    boolean version = (start[1] & 0x18) != 0x08;
    boolean layerThree = (start[1] & 0x06) == 0x02;
    boolean rates = (start[2] & 0xF0) != 0xF0 && (start[2] & 0x0C) != 0x0C;
    return sync && version && layerThree && rates;
  }
}
