package org.recordingarchiver.event;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the input into the exact bytes of its JSON objects, whether they stand alone, in arrays, one
 * per line or one behind the other. Between objects white space, commas, byte order marks and array
 * brackets are passed over; every other byte ends up in a piece.
 */
final class Splitter {

  private final ByteWindow window;
  private final int limit;
  private long arrays;
  private @Nullable Place outermostArray;

  Splitter(InputStream in, int limit) {
    this.window = new ByteWindow(in);
    this.limit = limit;
  }

  /** The next piece, or null at the end of the input. */
  @Nullable Piece next() throws IOException {
    while (true) {
      int b = window.at(window.start());
      if (b < 0) {
        return end();
      } else if (b == '{') {
        return object();
      } else if (b == '[') {
        openArray();
      } else if (b == ']' && arrays > 0) {
        arrays--;
        skip(1);
      } else if (Bytes.isBlank(b) || b == ',') {
        skip(1);
      } else if (isByteOrderMark()) {
        skip(3);
      } else {
        return junk(b);
      }
    }
  }

  private void openArray() {
    if (arrays == 0) {
      outermostArray = window.place();
    }
    arrays++;
    skip(1);
  }

  private void skip(int bytes) {
    window.release(window.start() + bytes);
  }

  private boolean isByteOrderMark() throws IOException {
    long start = window.start();
    return window.at(start) == 0xEF && window.at(start + 1) == 0xBB && window.at(start + 2) == 0xBF;
  }

  private @Nullable Piece end() {
    Place place = outermostArray;
    if (arrays == 0 || place == null) {
      return null;
    }
    arrays = 0;
    return new Piece(new byte[] {'['}, place, "the input ends inside the array that begins here");
  }

  private Piece junk(int first) throws IOException {
    long end = new Junk(window, arrays > 0).end(first == ']' ? 1 : limit);
    return take(end, first == ']' ? "this closes no array" : "not a JSON object");
  }

  private Piece object() throws IOException {
    JsonStructure structure = new JsonStructure();
    long start = window.start();
    for (long offset = start; offset < start + limit; offset++) {
      int b = window.at(offset);
      if (structure.isInString()) {
        offset = window.pastPlain(offset);
        if (offset >= start + limit) {
          break;
        }
        b = window.at(offset);
      }
      switch (b < 0 ? JsonStructure.Step.BROKEN : structure.accept(b)) {
        case DONE -> {
          return take(offset + 1, null);
        }
        case BROKEN -> {
          return broken(offset, structure.expected(), b);
        }
        case MORE -> {}
      }
    }
    return tooLong(structure);
  }

  private Piece broken(long offset, String expected, int found) throws IOException {
    String where = "byte " + (offset - window.start()) + " of this: ";
    String what = "expected " + expected + ", found " + Bytes.show(found);
    return take(new DamagedValue(window, offset).end(limit), where + what);
  }

  private Piece tooLong(JsonStructure structure) throws IOException {
    Place place = window.place();
    byte[] kept = window.copy(window.start() + limit);
    long lost = 0;
    skip(limit);
    for (int b = window.at(window.start()); b >= 0; b = window.at(window.start())) {
      JsonStructure.Step step = structure.accept(b);
      if (step == JsonStructure.Step.BROKEN) {
        break;
      }
      lost++;
      skip(1);
      if (step == JsonStructure.Step.DONE) {
        break;
      }
    }
    return new Piece(
        kept, place, "longer than %,d bytes: %,d more are not kept".formatted(limit, lost));
  }

  private Piece take(long end, @Nullable String fault) {
    Piece piece = new Piece(window.copy(end), window.place(), fault);
    window.release(end);
    return piece;
  }
}
