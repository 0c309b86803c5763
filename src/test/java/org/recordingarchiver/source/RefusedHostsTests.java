package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.Scripts.answer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

/** Nothing leaves for a URL that is refused: no packet, and no question to a name server. */
class RefusedHostsTests {

  private final RawServer listener = new RawServer(line -> line.say("HTTP/1.1 200 OK\r\n\r\nx"));
  private final String port = listener.host().replace("127.0.0.1:", "");
  private final List<String> lookedUp = new CopyOnWriteArrayList<>();
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    listener.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:{port}/x",
        "https://127.0.0.1:{port}/x",
        "https://localhost:{port}/x",
        "https://[::1]:{port}/x",
        "https://[::ffff:127.0.0.1]:{port}/x",
        "https://2130706433:{port}/x",
        "https://0x7f000001:{port}/x",
        "https://0x7f.0.0.1:{port}/x",
        "https://0177.0.0.1:{port}/x",
        "https://127.1:{port}/x",
        "https://storage.asm.skype.com:{port}/x",
        "https://127.0.0.1:{port}#.asm.skype.com/x",
        "https://127.0.0.1:{port}?.asm.skype.com/x",
        "https://127.0.0.1:{port}/.asm.skype.com/x",
        "https://127.0.0.1:{port}\\.asm.skype.com/x",
        "https://storage.asm.skype.com@127.0.0.1:{port}/x",
        "https://storage.asm.skype.com:443@127.0.0.1:{port}/x",
        "https://127.0.0.1:{port}@storage.asm.skype.com/x",
        "https://@storage.asm.skype.com/x",
        "https://evil.example/x",
        "https://evilasm.skype.com/x",
        "https://asm.skype.com/x",
        "https://.asm.skype.com/x",
        "https://storage.asm.skype.com./x",
        "https://storage.asm.skype.com.evil.example/x",
        "https://storage.asm.skype.com%2eevil.example/x",
        "https://storage%2easm.skype.com/x",
        "https://storage\u3002asm\u3002skype\u3002com/x",
        "https://storage.asm.skype\uff0ecom/x",
        "https://storage.a\u017fm.skype.com/x",
        "https://storage.asm.s\u212aype.com/x",
        "https://stor\tage.asm.skype.com/x",
        "https://stor\nage.asm.skype.com/x",
        "https://storage.asm.skype.com\n.evil.example/x",
        "https://storage.asm.skype.com\u0000.evil.example/x",
        "\thttps://storage.asm.skype.com/x",
        "//storage.asm.skype.com/x",
        "https:storage.asm.skype.com/x",
        "http://storage.asm.skype.com/x",
        "ftp://storage.asm.skype.com/x",
        "file:///etc/passwd",
        "jar:https://storage.asm.skype.com/x!/y",
        "https://xn--storage-.asm.skype.com.evil.example/x",
      })
  void sendsNothing(String url) {
    String target = url.replace("{port}", port);
    try (AcsRecordingSource source = acsOnly()) {
      assertThat(source.fetch("contoso", target, Wanted.CONTENT, sink))
          .isInstanceOf(Failure.RefusedUrl.class);
      assertThat(source.delete("contoso", target)).isInstanceOf(Failure.RefusedUrl.class);
    }

    assertThat(lookedUp).isEmpty();
    assertThat(listener.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://{host}/x",
        "https://{host}/x",
        "//{host}/x",
        "\\\\{host}\\x",
        "/\\{host}/x",
        "\t//{host}/x",
        "HTTP://{host}/x",
        "http://user:secret@{host}/x",
        "//user:secret@{host}/x",
        "http://{allowed}@{host}/x",
        "http:{host}/x",
        "http:///{host}/x",
        "ftp://{allowed}/x",
        "http://{allowed}.evil.example/x",
        "//evil.example/x",
      })
  void followsNoRedirectThere(String location) {
    try (ScriptedStorage allowed = new ScriptedStorage()) {
      String target =
          location.replace("{host}", listener.host()).replace("{allowed}", allowed.host());
      allowed.add(redirect(target), redirect(target));
      try (AcsRecordingSource source = source(TestSettings.of(allowed.host()))) {
        FetchAnswer answer = source.fetch("contoso", allowed.url(), Wanted.CONTENT, sink);

        assertThat(answer).isInstanceOf(Failure.RefusedUrl.class);
        assertThat(((Failure) answer).message()).doesNotContain("secret");
        assertThat(source.delete("contoso", allowed.url())).isInstanceOf(Failure.RefusedUrl.class);
      }
      assertThat(allowed.requests()).hasSize(2);
    }
    assertThat(lookedUp).isEmpty();
    assertThat(listener.connections()).isZero();
  }

  /** A private address behind an allowed name gets no request without a certificate for it. */
  @Test
  void asksNothingOfAnAllowedNameBeforeItsCertificateIsProved() {
    try (AcsRecordingSource source = acsOnly()) {
      FetchAnswer answer =
          source.fetch("contoso", "https://storage.asm.skype.com/x", Wanted.CONTENT, sink);

      assertThat(answer).isInstanceOf(Failure.Unreachable.class);
    }

    assertThat(lookedUp).containsOnly("storage.asm.skype.com");
  }

  private static MockResponse redirect(String location) {
    return answer(302).addHeader("Location", location).build();
  }

  private AcsRecordingSource acsOnly() {
    return source(
        TestSettings.of(".asm.skype.com", ".asyncgw.teams.microsoft.com").allowHttp(true));
  }

  /** Knows no name, and notes each that is asked for. */
  private AcsRecordingSource source(TestSettings settings) {
    return new AcsRecordingSource(settings.get(), Clock.systemUTC(), this::lookUp);
  }

  private List<InetAddress> lookUp(String name) throws UnknownHostException {
    lookedUp.add(name);
    if (name.equals("127.0.0.1")) {
      return List.of(InetAddress.getByName(name));
    }
    throw new UnknownHostException(name);
  }
}
