package org.recordingarchiver.event;

import java.util.BitSet;

/**
 * Follows the structure of one JSON object byte by byte: finds its end, or the first byte that
 * can't belong to it. Whether numbers, escapes and UTF-8 are right is left to a parser.
 */
final class JsonStructure {

  /** As Jackson's own limit; events are about eight levels deep. */
  static final int DEEPEST = 500;

  enum Step {
    MORE,
    DONE,
    BROKEN
  }

  private enum State {
    FIRST_KEY("a field name or '}'"),
    KEY("a field name"),
    COLON("':'"),
    FIRST_ELEMENT("a value or ']'"),
    VALUE("a value"),
    NEXT("',' or the end of the object or array"),
    STRING("the rest of a string"),
    ESCAPE("the rest of an escape"),
    SCALAR("a value");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  private final BitSet objects = new BitSet();
  private State state = State.VALUE;
  private boolean key;
  private int depth;

  Step accept(int b) {
    return switch (state) {
      case STRING -> string(b);
      case ESCAPE -> become(b < ' ' ? State.ESCAPE : State.STRING, b >= ' ');
      case SCALAR -> Bytes.isScalar(b) ? Step.MORE : afterScalar(b);
      default -> Bytes.isBlank(b) ? Step.MORE : structure(b);
    };
  }

  /** Whether the next byte belongs to a string, and none of it was announced by a backslash. */
  boolean isInString() {
    return state == State.STRING;
  }

  /** What would have been right. */
  String expected() {
    return depth >= DEEPEST ? "at most " + DEEPEST + " levels" : state.words;
  }

  private Step string(int b) {
    if (b == '"') {
      return become(key ? State.COLON : State.NEXT, true);
    }
    if (b == '\\') {
      return become(State.ESCAPE, true);
    }
    return b < ' ' ? Step.BROKEN : Step.MORE;
  }

  private Step afterScalar(int b) {
    state = State.NEXT;
    return accept(b);
  }

  private Step structure(int b) {
    return switch (state) {
      case FIRST_KEY -> b == '}' ? close(b) : key(b);
      case KEY -> key(b);
      case COLON -> b == ':' ? become(State.VALUE, true) : Step.BROKEN;
      case FIRST_ELEMENT -> b == ']' ? close(b) : value(b);
      case VALUE -> value(b);
      default -> next(b);
    };
  }

  private Step key(int b) {
    key = true;
    return b == '"' ? become(State.STRING, true) : Step.BROKEN;
  }

  private Step value(int b) {
    key = false;
    return switch (b) {
      case '{', '[' -> open(b == '{');
      case '"' -> become(State.STRING, true);
      default -> Bytes.isScalar(b) ? become(State.SCALAR, true) : Step.BROKEN;
    };
  }

  private Step next(int b) {
    if (b == ',') {
      return become(objects.get(depth) ? State.KEY : State.VALUE, true);
    }
    return b == '}' || b == ']' ? close(b) : Step.BROKEN;
  }

  private Step open(boolean object) {
    if (depth == DEEPEST) {
      return Step.BROKEN;
    }
    depth++;
    objects.set(depth, object);
    return become(object ? State.FIRST_KEY : State.FIRST_ELEMENT, true);
  }

  private Step close(int b) {
    if (objects.get(depth) != (b == '}')) {
      return Step.BROKEN;
    }
    depth--;
    state = State.NEXT;
    return depth == 0 ? Step.DONE : Step.MORE;
  }

  private Step become(State next, boolean right) {
    state = next;
    return right ? Step.MORE : Step.BROKEN;
  }
}
