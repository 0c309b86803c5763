package org.recordingarchiver.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC-SHA256 signature of a request without a body (WIRE.md 1.2). */
final class Signature {

  /** SHA-256 of nothing: no request of ours has a body. */
  static final String EMPTY_BODY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  // DateTimeFormatter.RFC_1123_DATE_TIME writes "5 Jan" where the service wants "05 Jan".
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** The second of the last request, and how it is written: hundreds may be sent within it. */
  private static volatile Dated last = new Dated(0, DATE.format(Instant.EPOCH));

  private record Dated(long second, String text) {}

  private Signature() {}

  static String date(Instant now) {
    Dated dated = last;
    if (dated.second != now.getEpochSecond()) {
      dated = new Dated(now.getEpochSecond(), DATE.format(now));
      last = dated;
    }
    return dated.text;
  }

  /** The {@code Authorization} header. {@code path} is the encoded path, exactly as sent. */
  static String authorization(Credential credential, String method, String path, String date) {
    String toSign = method + "\n" + path + "\n" + date + ";" + credential.host() + ";" + EMPTY_BODY;
    return "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
        + hmac(credential.key(), toSign);
  }

  private static String hmac(AccessKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM can't compute HmacSHA256", e);
    }
  }
}
