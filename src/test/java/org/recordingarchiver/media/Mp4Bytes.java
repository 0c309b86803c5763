package org.recordingarchiver.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** Builds MP4 files, right and wrong ones. */
final class Mp4Bytes {

  private Mp4Bytes() {}

  static byte[] box(String type, byte[]... content) {
    byte[] all = MediaFiles.joined(content);
    return MediaFiles.joined(numbers(8 + all.length), type.getBytes(ISO_8859_1), all);
  }

  /** With a 64-bit size, whatever the content. */
  static byte[] wideBox(String type, long size, byte[]... content) {
    return MediaFiles.joined(
        numbers(1), type.getBytes(ISO_8859_1), wide(size), MediaFiles.joined(content));
  }

  static byte[] numbers(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
    IntStream.of(numbers).forEach(bytes::putInt);
    return bytes.array();
  }

  static byte[] wide(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  static byte[] ftyp() {
    return box("ftyp", "isom".getBytes(ISO_8859_1), numbers(512));
  }

  /** One track, number 1; 1000 units are a second. */
  static byte[] moov(int units, byte[]... tables) {
    return box("moov", mvhd(units), trak(1, tables));
  }

  static byte[] mvhd(int units) {
    return box("mvhd", numbers(0, 0, 0, 1000, units), new byte[80]);
  }

  static byte[] trak(int id, byte[]... tables) {
    return box(
        "trak",
        box("tkhd", numbers(0, 0, 0, id, 0, 0), new byte[60]),
        box("mdia", box("mdhd", numbers(0, 0, 0, 1000, 0, 0)), box("minf", box("stbl", tables))));
  }

  /** Pairs of a count and the units that each of so many samples lasts. */
  static byte[] stts(int... entries) {
    return box("stts", numbers(0, entries.length / 2), numbers(entries));
  }

  /** Triples of a first chunk, samples in each, and a description. */
  static byte[] stsc(int... entries) {
    return box("stsc", numbers(0, entries.length / 3), numbers(entries));
  }

  static byte[] stsz(int... sizes) {
    return box("stsz", numbers(0, 0, sizes.length), numbers(sizes));
  }

  static byte[] stszOfOne(int size, int count) {
    return box("stsz", numbers(0, size, count));
  }

  static byte[] stco(int... offsets) {
    return box("stco", numbers(0, offsets.length), numbers(offsets));
  }

  static byte[] co64(long offset) {
    return box("co64", numbers(0, 1), wide(offset));
  }
}
