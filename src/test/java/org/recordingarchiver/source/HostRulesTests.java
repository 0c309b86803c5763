package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTests {

  private static final List<String> ACS =
      List.of(".asm.skype.com", ".asyncgw.teams.microsoft.com", ".ams.gov.teams.microsoft.us");
  private static final String NOT_WRITTEN = "it can't be sent exactly as written";
  private static final String LIST =
      " is not on the list archiver.source.allowed-hosts"
          + " [.asm.skype.com, .asyncgw.teams.microsoft.com, .ams.gov.teams.microsoft.us]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://us-storage.asm.skype.com/v1/objects/0-wus/content/video | /v1/objects/0-wus/content/video",
        "https://storage.asm.skype.com/x                                 | /x",
        "https://a.b.asm.skype.com/x                                     | /x",
        "https://eu-prod.asyncgw.teams.microsoft.com/x                   | /x",
        "https://x.ams.gov.teams.microsoft.us/x                          | /x",
        "https://US-Storage.ASM.Skype.com/CaseIsKept                     | /CaseIsKept",
        "HTTPS://us-storage.asm.skype.com/x                              | /x",
        "https://us-storage.asm.skype.com:443/x                          | /x",
        "https://us-storage.asm.skype.com/a%2Fb                          | /a%2Fb",
        "https://us-storage.asm.skype.com/a%2fb                          | /a%2fb",
        "https://us-storage.asm.skype.com/a%20b                          | /a%20b",
        "https://us-storage.asm.skype.com/a+b;c=d,e@f:g~(h)              | /a+b;c=d,e@f:g~(h)",
        "https://us-storage.asm.skype.com/a//b/                          | /a//b/",
        "https://us-storage.asm.skype.com/x?a=b&c=%20                    | /x",
        "https://us-storage.asm.skype.com/100%                           | /100%",
        "https://us-storage.asm.skype.com/...                            | /...",
      })
  void takesUrlsOfTheServiceAndKeepsThePathAsWritten(String url, String path) throws Exception {
    HttpUrl allowed = rules(ACS, false).ofEvent(url);

    assertThat(allowed.encodedPath()).isEqualTo(path);
    assertThat(allowed.toString()).endsWith(url.substring(url.indexOf(path)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://evil.example/x                                | evil.example:443{list}",
        "https://asm.skype.com/x                               | asm.skype.com:443{list}",
        "https://evilasm.skype.com/x                           | evilasm.skype.com:443{list}",
        "https://us-storage.asm.skype.com.evil.example/x       | us-storage.asm.skype.com.evil.example:443{list}",
        "https://us-storage.asm.skype.com./x                   | us-storage.asm.skype.com.:443{list}",
        "https://us-storage.asm.skype.com:8443/x               | us-storage.asm.skype.com:8443{list}",
        "https://us-storage.asm.skype.com:80/x                 | us-storage.asm.skype.com:80{list}",
        "https://127.0.0.1/x                                   | 127.0.0.1:443{list}",
        "https://169.254.169.254/metadata                      | 169.254.169.254:443{list}",
        "https://[::1]/x                                       | [::1]:443{list}",
        "https://2130706433/x                                  | 2130706433:443{list}",
        "http://us-storage.asm.skype.com/x                     | us-storage.asm.skype.com:80{list}",
        "http://us-storage.asm.skype.com:443/x                 | us-storage.asm.skype.com:443{list}",
        "ftp://us-storage.asm.skype.com/x                      | it is not an https URL",
        "us-storage.asm.skype.com/x                            | it is not an https URL",
        "//us-storage.asm.skype.com/x                          | it is not an https URL",
        "/v1/objects/x                                         | it is not an https URL",
        "''                                                    | it is not an https URL",
        "https:///x                                            | {written}",
        "https:us-storage.asm.skype.com/x                      | {written}",
        "https:/us-storage.asm.skype.com/x                     | {written}",
        "https:\\\\us-storage.asm.skype.com\\x                 | {written}",
        "https://us-storage.asm.skype.com\\x                   | {written}",
        "https://evil.example\\.asm.skype.com/x                | {written}",
        "https://us-storage.asm.skype.com                      | {written}",
        "https://us-storage.asm.skype.com?x                    | {written}",
        "https://us-storage.asm.skype.com/a b                  | {written}",
        "' https://us-storage.asm.skype.com/a'                 | {written}",
        "'https://us-storage.asm.skype.com/a '                 | {written}",
        "https://us-storage.asm.skype.com/a\\b                 | {written}",
        "https://us-storage.asm.skype.com/a/../b               | {written}",
        "https://us-storage.asm.skype.com/a/./b                | {written}",
        "https://us-storage.asm.skype.com/a/%2e%2E/b           | {written}",
        "https://us-storage.asm.skype.com/ü                    | {written}",
        "https://us-storage.asm.skype.com/a{b}                 | {written}",
        "https://us-storage.asm.skype.com/a#b                  | {written}",
        "https://us-storage.asm.skype.com/x?a b                | {written}",
        "https://us%2dstorage.asm.skype.com/x                  | {written}",
        "https://us-storage.asm.skype.com%2f.evil.example/x    | it is not an https URL",
        "https://ｕs-storage.asm.skype.com/x                   | {written}",
        "https://us-storage。asm.skype.com/x                   | {written}",
        "https://üs-storage.asm.skype.com/x                    | {written}",
        "https://user:pw@us-storage.asm.skype.com/x            | it carries user information",
        "https://us-storage.asm.skype.com@evil.example/x       | it carries user information",
        "https://@us-storage.asm.skype.com/x                   | {written}",
        "https://us-storage.asm.skype.com:99999/x              | it is not an https URL",
        "https://us-storage.asm.skype.com:/x                   | {written}",
      })
  void refusesEveryOtherUrl(String url, String reason) {
    Failure failure = failure(ACS, false, url);

    assertThat(failure).isInstanceOf(Failure.RefusedUrl.class);
    assertThat(failure.message())
        .isEqualTo(
            "refused %s: %s; nothing was sent there",
            Legible.url(url), reason.replace("{list}", LIST).replace("{written}", NOT_WRITTEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "\n", "\r", "\u0000", "\u00a0", "\u202e"})
  void refusesControlCharacters(String character) {
    String host = "https://us-storage.asm.skype.com/v1/a%sb".formatted(character);

    assertThat(failure(ACS, false, host)).isInstanceOf(Failure.RefusedUrl.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://archive.blob.core.windows.net/20260105/call/0-acsmetadata.json",
        "https://archive.blob.core.windows.net/with space?sv=1&sig=secret",
        "https://archive.z01.blob.storage.azure.net/x",
        "https://archive.blob.core.usgovcloudapi.net/x",
        "https://archive.blob.core.chinacloudapi.cn/x",
      })
  void leavesTheCustomersOwnStorageAlone(String url) {
    assertThat(failure(ACS, false, url))
        .isEqualTo(
            new Failure.NotOurs(
                Legible.url(url) + " lies in the customer's own storage; nothing was sent"));
  }

  @Test
  void refusesARedirectIntoSomebodysStorageAccount() {
    var thrown =
        catchThrowableOfType(
            Unsuccessful.class,
            () ->
                rules(ACS, false)
                    .ofRedirect(
                        "https://a.blob.core.windows.net/x", "GET https://b/x answered 302"));

    assertThat(thrown.failure())
        .isEqualTo(
            new Failure.RefusedUrl(
                "GET https://b/x answered 302: refused https://a.blob.core.windows.net/x: "
                    + "a.blob.core.windows.net:443"
                    + LIST
                    + "; nothing was sent there",
                true));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080,       http://127.0.0.1:8080/x,       true, true",
    "localhost:8080,       http://localhost:8080/x,       true, true",
    "[::1]:8080,           http://[::1]:8080/x,           true, true",
    "127.0.0.1:8080,       https://127.0.0.1:8080/x,      false, true",
    "10.0.0.5:8443,        https://10.0.0.5:8443/x,       false, true",
    "proxy.example:8443,   https://Proxy.example:8443/x,  false, true",
    "proxy.example:443,    https://proxy.example/x,       false, true",
    "127.0.0.1:8080,       http://127.0.0.1:8080/x,       false, false",
    "127.0.0.1:8080,       http://127.0.0.1:8081/x,       true, false",
    "127.0.0.1:8080,       http://127.0.0.2:8080/x,       true, false",
    "10.0.0.5:8080,        http://10.0.0.5:8080/x,        true, false",
    "proxy.example:8080,   http://proxy.example:8080/x,   true, false",
    "localhost.evil.example:80, http://localhost.evil.example/x, true, false",
    "proxy.example:8443,   https://a.proxy.example:8443/x, false, false",
    ".proxy.example,       http://a.proxy.example/x,      true, false",
    ".proxy.example,       https://us-storage.asm.skype.com/x, false, false",
  })
  void takesWhatTheOperatorListed(String entry, String url, boolean allowHttp, boolean taken) {
    var thrown =
        catchThrowableOfType(
            Unsuccessful.class, () -> rules(List.of(entry), allowHttp).ofEvent(url));

    assertThat(thrown == null).isEqualTo(taken);
  }

  @Test
  void saysWhatPlainHttpNeeds() {
    assertThat(failure(List.of("127.0.0.1:8080"), false, "http://127.0.0.1:8080/x"))
        .isEqualTo(
            new Failure.RefusedUrl(
                "refused http://127.0.0.1:8080/x: plain http needs archiver.source.allow-http"
                    + " and a loopback address; nothing was sent there",
                false));
  }

  private static Failure failure(List<String> entries, boolean allowHttp, String url) {
    return catchThrowableOfType(Unsuccessful.class, () -> rules(entries, allowHttp).ofEvent(url))
        .failure();
  }

  private static HostRules rules(List<String> entries, boolean allowHttp) {
    return new HostRules(
        TestSettings.of(entries.toArray(String[]::new)).allowHttp(allowHttp).get());
  }
}
