package org.recordingarchiver.faults;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a request is signed by the one resource there is; a query is not (WIRE.md 1.2). */
final class SignatureCheck {

  static final String HOST = "contoso.communication.azure.com";
  static final String KEY = "c3Rvcm0tc3Rvcm0tc3Rvcm0tc3Rvcm0tc3Rvcm0hISE=";

  private static final String EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  private static final Pattern DATE =
      Pattern.compile("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");

  private SignatureCheck() {}

  static boolean accepts(Request request) {
    String date = request.header("x-ms-date");
    String text =
        String.join(
            "\n",
            request.method(),
            request.path().split("\\?", 2)[0],
            date + ";" + HOST + ";" + EMPTY);
    return DATE.matcher(date).matches()
        && request.header("x-ms-host").equals(HOST)
        && request.header("x-ms-content-sha256").equals(EMPTY)
        && request
            .header("authorization")
            .equals(
                "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
                    + signature(text));
  }

  private static String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
