package org.recordingarchiver.media;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** Builds WAV files, right and wrong ones. */
final class WavBytes {

  static final long ALL_SET = 0xFFFF_FFFFL;

  private WavBytes() {}

  /** A file with that RIFF size; 16-bit mono PCM of 8 kHz unless the chunks say otherwise. */
  static byte[] riff(long size, byte[]... chunks) {
    byte[] content = MediaFiles.joined(chunks);
    return MediaFiles.joined(name("RIFF"), u32(size), name("WAVE"), content);
  }

  /** With the RIFF size that is right. */
  static byte[] riff(byte[]... chunks) {
    return riff(4 + MediaFiles.joined(chunks).length, chunks);
  }

  static byte[] rf64(long riffSize, long dataSize, byte[]... chunks) {
    byte[] sizes = MediaFiles.joined(u64(riffSize), u64(dataSize), u64(0), u32(0));
    byte[] ds64 = chunk("ds64", sizes);
    return MediaFiles.joined(
        name("RF64"), u32(ALL_SET), name("WAVE"), ds64, MediaFiles.joined(chunks));
  }

  /** With the size of the content, and a pad byte if that is odd. */
  static byte[] chunk(String name, byte[] content) {
    return MediaFiles.joined(chunk(name, content.length, content), new byte[content.length % 2]);
  }

  /** With that size, whatever the content; no pad byte. */
  static byte[] chunk(String name, long size, byte[] content) {
    return MediaFiles.joined(name(name), u32(size), content);
  }

  static byte[] fmt() {
    return fmt(1, 1, 8000, 16);
  }

  static byte[] fmt(int tag, int channels, int rate, int bits) {
    int block = channels * bits / 8;
    return chunk(
        "fmt ",
        MediaFiles.joined(
            u16(tag), u16(channels), u32(rate), u32((long) rate * block), u16(block), u16(bits)));
  }

  static byte[] name(String name) {
    return name.getBytes(ISO_8859_1);
  }

  static byte[] u16(int number) {
    return ByteBuffer.allocate(2).order(LITTLE_ENDIAN).putShort((short) number).array();
  }

  static byte[] u32(long number) {
    return ByteBuffer.allocate(4).order(LITTLE_ENDIAN).putInt((int) number).array();
  }

  static byte[] u64(long number) {
    return ByteBuffer.allocate(8).order(LITTLE_ENDIAN).putLong(number).array();
  }
}
