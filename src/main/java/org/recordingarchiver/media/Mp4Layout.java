package org.recordingarchiver.media;

import java.io.IOException;

/**
 * The outermost boxes of an MP4 file.
 *
 * @param moov the index; there is exactly one
 * @param data where samples may be
 * @param firstFragment where the first moof box begins; the file's size if there is none
 */
record Mp4Layout(Box moov, DataRanges data, long firstFragment, boolean fragmented) {

  /** Hours of short fragments stay below; a hostile file could have hundreds of millions. */
  private static final int MOST_BOXES = 500_000;

  /** Damage unless boxes fill the file and those without which nothing plays are among them. */
  static Mp4Layout read(MediaFile file) throws IOException, DamagedMediaException {
    Box moov = null;
    DataRanges data = new DataRanges();
    long firstFragment = file.size();
    BoxCursor boxes = BoxCursor.top(file.window(FileWindow.JUMPING));
    for (int count = 0; boxes.hasNext(); count++) {
      Box box = boxes.next();
      if (count == MOST_BOXES || (moov != null && box.is("moov"))) {
        throw new DamagedMediaException(
            "the box %s is a second 'moov', or beyond %d boxes".formatted(box, MOST_BOXES));
      }
      switch (box.type()) {
        case "moov" -> moov = box;
        case "mdat" -> data.add(box);
        case "moof" -> firstFragment = Math.min(firstFragment, box.start());
        default -> {}
      }
    }
    if (moov == null || data.isEmpty()) {
      throw new DamagedMediaException(
          "has no '%s' box, though all %d bytes were looked through"
              .formatted(moov == null ? "moov" : "mdat", file.size()));
    }
    return new Mp4Layout(moov, data, firstFragment, firstFragment < file.size());
  }
}
