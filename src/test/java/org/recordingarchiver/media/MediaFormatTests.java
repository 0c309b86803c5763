package org.recordingarchiver.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;

class MediaFormatTests {

  @ParameterizedTest
  @CsvSource({
    "000000186674797069736f6d, MP4", // as ACS begins: size 24, ftyp, isom
    "0000001466747970, MP4",
    "524946462408000057415645, WAV", // RIFF size WAVE
    "52463634ffffffff57415645, WAV", // RF64, longer than 4 GiB
    "524946462408000041564920, UNKNOWN", // RIFF of an AVI
    "5249464624080000574156, UNKNOWN", // cut short
    "42573634ffffffff57415645, WAV", // BW64, the same
    "000000086d6f6f76, MP4", // moov
    "0000001873747970, MP4", // styp, of a segment
    "0000000866726565, MP4", // free
    "1fffffff6d646174, MP4", // mdat, just below printable sizes
    "206f66206d646174, UNKNOWN", // a text: " of mdat"
    "ff0000086d6f6f76, UNKNOWN", // 4 GB of moov
    "494433030000, MP3", // ID3v2
    "fffb9064, MP3", // MPEG 1 layer III
    "fff34884, MP3", // MPEG 2 layer III, 16 kHz
    "ffe3c4c4, MP3", // MPEG 2.5 layer III
    "fffb90, UNKNOWN", // cut short
    "fffbf064, UNKNOWN", // reserved bit rate
    "fffb9c64, UNKNOWN", // reserved sampling rate
    "ffeb9064, UNKNOWN", // reserved version
    "fff15080, UNKNOWN", // AAC in ADTS
    "fffe7b00, UNKNOWN", // byte order mark of UTF-16, then a brace
    "3c21444f43545950, UNKNOWN", // HTML
    "7b22636f6465223a, UNKNOWN", // JSON
    "'', UNKNOWN"
  })
  void knowsAFormatByItsFirstBytes(String hex, MediaFormat format) {
    byte[] first = HexFormat.of().parseHex(hex);

    assertThat(MediaFormat.sniff(first, first.length)).isEqualTo(format);
  }

  @Test
  void looksOnlyAtTheBytesThatCount() {
    byte[] first = "ID3\3\0\0".getBytes(ISO_8859_1);

    assertThat(MediaFormat.sniff(first, 3)).isEqualTo(MediaFormat.MP3);
    assertThat(MediaFormat.sniff(first, 2)).isEqualTo(MediaFormat.UNKNOWN);
    assertThat(MediaFormat.sniff(first, 60)).isEqualTo(MediaFormat.MP3);
  }

  @ParameterizedTest
  @NullSource
  @CsvSource({"''", "video", "aac", "MP 4"})
  void othersNamesAreUnknown(String name) {
    assertThat(MediaFormat.named(name)).isEqualTo(MediaFormat.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "Mp4, MP4, mp4",
    "mp4, MP4, mp4",
    "MP3, MP3, mp3",
    "Wav, WAV, wav",
    "' wav ', WAV, wav",
    "unknown, UNKNOWN, bin"
  })
  void knowsAFormatByItsName(String name, MediaFormat format, String extension) {
    assertThat(MediaFormat.named(name)).isEqualTo(format);
    assertThat(format.extension()).isEqualTo(extension);
  }
}
