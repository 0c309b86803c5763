package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own: a provider is there for all that a process does. */
class NativeCryptographyTests {

  private static final String NAME = "AmazonCorrettoCryptoProvider";

  @TempDir private Path directory;

  @BeforeEach
  void findLibrary() {
    Assumptions.assumeTrue(
        NativeCryptography.class.getResource(
                "/com/amazon/corretto/crypto/provider/"
                    + System.mapLibraryName("amazonCorrettoCryptoProvider"))
            != null,
        "no library for this system");
  }

  /** Says who digests and decrypts once it is in use. */
  static final class Providers {

    private Providers() {}

    static void main() throws GeneralSecurityException {
      NativeCryptography.use();
      System.out.println(
          MessageDigest.getInstance("SHA-256").getProvider().getName()
              + " "
              + Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName());
    }
  }

  @Test
  void isLaidOutTriedAndUsed() throws IOException, InterruptedException {
    assertThat(run(true, directory, NativeCryptography.class, directory.toString()).code())
        .isZero();

    Ended used = run(true, directory, Providers.class);

    assertThat(used.out()).isEqualTo(NAME + " " + NAME);
  }

  @Test
  void saysSoWhereItIsNotFoundAndLeavesTheWorkToJava() throws IOException, InterruptedException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));

    assertThat(run(true, elsewhere, NativeCryptography.class, directory.toString()).code())
        .isEqualTo(1);
    assertThat(run(true, elsewhere, Providers.class).out())
        .contains(NAME + " can't be loaded from " + elsewhere)
        .endsWith("SUN SunJCE");
  }

  @Test
  void staysAwayUnlessItIsAskedFor() throws IOException, InterruptedException {
    run(true, directory, NativeCryptography.class, directory.toString());

    assertThat(run(false, directory, Providers.class).out()).isEqualTo("SUN SunJCE");
  }

  private record Ended(int code, String out) {}

  private Ended run(boolean asked, Path library, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.library.path=" + library,
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=" + asked,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start()
            .waitFor();
    return new Ended(code, Objects.requireNonNull(Files.readString(out)).strip());
  }
}
