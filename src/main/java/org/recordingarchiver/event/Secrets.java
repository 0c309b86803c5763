package org.recordingarchiver.event;

import java.io.ByteArrayOutputStream;

/**
 * Cuts the values of {@code incomingCallContext} out of a message and puts {@code null} in their
 * place: they are tokens that let whoever holds them answer a call (WIRE.md 5.2). Every other byte
 * stays. JSON inside JSON strings is searched too.
 */
final class Secrets {

  private final SecretName name;
  private final boolean tolerant;

  private Secrets(byte[] body, boolean tolerant) {
    this.name = new SecretName(body, tolerant);
    this.tolerant = tolerant;
  }

  /** For what may be valid JSON: only quoted field names count. */
  static byte[] cut(byte[] body) {
    return new Secrets(body, false).cutFrom(body);
  }

  /** For what is not JSON anyway: whatever looks like the field, with or without quotes. */
  static byte[] cutTolerantly(byte[] body) {
    return new Secrets(body, true).cutFrom(body);
  }

  private byte[] cutFrom(byte[] body) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream(body.length);
    int kept = 0;
    int at = 0;
    while (at < body.length) {
      if (!SecretName.canBegin(body[at])) {
        at++;
        continue;
      }
      int value = name.valueAfter(at);
      int end = value < 0 ? value : new SecretValue(body, value, tolerant).end();
      if (end > value) {
        rest.write(body, kept, value - kept);
        rest.writeBytes(new byte[] {'n', 'u', 'l', 'l'});
        kept = end;
      }
      at = Math.max(at + 1, end);
    }
    if (kept == 0) {
      return body;
    }
    rest.write(body, kept, body.length - kept);
    return rest.toByteArray();
  }
}
