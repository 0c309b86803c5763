package org.recordingarchiver.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.crypto.Cipher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon's AWS-LC for digests and TLS in place of Java's own cryptography, which is fast only after
 * the second compiler has had a hand in it. With it the launcher can leave that compiler out: it
 * takes half of the processors of a short run. Used only where the launcher has laid the library
 * out; everywhere else Java's own does the same.
 */
public final class NativeCryptography {

  private static final Logger log = LoggerFactory.getLogger(NativeCryptography.class);

  private static final String NAME = "AmazonCorrettoCryptoProvider";
  private static final String PACKAGE = "com.amazon.corretto.crypto.provider";
  private static final String LAID_OUT = PACKAGE + ".useExternalLib";

  /** FIPS 180-2, appendix B.1. */
  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private NativeCryptography() {}

  /**
   * Lays the library out in a directory and tries it, for the launcher: ends with 0 if it works
   * here, else with 1.
   */
  static void main(String[] directory) throws IOException {
    String library = System.mapLibraryName("amazonCorrettoCryptoProvider");
    String resource = "/" + PACKAGE.replace('.', '/') + "/" + library;
    try (InputStream content = NativeCryptography.class.getResourceAsStream(resource)) {
      if (content != null) {
        Files.copy(content, Path.of(directory[0], library));
      }
    }
    System.exit(isInUse() ? 0 : 1);
  }

  /** From now on, if it is laid out and works. */
  public static void use() {
    if (Boolean.getBoolean(LAID_OUT) && !isInUse()) {
      log.warn(
          "{} can't be loaded from {}: this run is slower; `recording-archiver prepare` after removing"
              + " the start-up cache finds out whether it works here",
          NAME,
          System.getProperty("java.library.path"));
    }
  }

  private static synchronized boolean isInUse() {
    if (Security.getProvider(NAME) != null) {
      return true;
    }
    try {
      Optional<Provider> found =
          ServiceLoader.load(Provider.class).stream()
              .filter(provider -> provider.type().getName().equals(PACKAGE + "." + NAME))
              .findFirst()
              .map(ServiceLoader.Provider::get);
      if (found.isPresent() && works(found.get())) {
        Security.insertProviderAt(found.get(), 1);
        return true;
      }
    } catch (ServiceConfigurationError
        | LinkageError
        | GeneralSecurityException
        | RuntimeException e) {
      // Java's own does the same.
      log.debug("{} does not work", NAME, e);
    }
    return false;
  }

  private static boolean works(Provider provider) throws GeneralSecurityException {
    Objects.requireNonNull(Cipher.getInstance("AES/GCM/NoPadding", provider));
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256", provider);
    return digestsAbc(sha256) && digestsAbc(copy(sha256));
  }

  private static boolean digestsAbc(MessageDigest sha256) {
    return HexFormat.of().formatHex(sha256.digest("abc".getBytes(US_ASCII))).equals(SHA_256_OF_ABC);
  }

  /** {@link Sha256} digests by copies. */
  private static MessageDigest copy(MessageDigest sha256) throws GeneralSecurityException {
    try {
      return (MessageDigest) sha256.clone();
    } catch (CloneNotSupportedException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
