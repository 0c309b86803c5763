package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringTests {

  private static final String SHAPE = ", expected endpoint=https://<resource host>;accesskey=<key>";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0 | contoso.communication.azure.com",
        "endpoint=https://contoso.communication.azure.com;accesskey=c2VjcmV0  | contoso.communication.azure.com",
        "accesskey=c2VjcmV0;endpoint=https://contoso.communication.azure.com/ | contoso.communication.azure.com",
        "Endpoint=https://contoso.communication.azure.com/;AccessKey=c2VjcmV0 | contoso.communication.azure.com",
        "' endpoint = https://contoso.example/ ; accesskey = c2VjcmV0 ; '     | contoso.example",
        "endpoint=HTTPS://Contoso.example;accesskey=c2VjcmV0                  | Contoso.example",
        "endpoint=http://localhost:1234/;accesskey=c2VjcmV0                   | localhost:1234",
      })
  void readsHostAndKey(String text, String host) {
    ConnectionString connection = ConnectionString.valueOf(text);

    assertThat(connection.fault()).isNull();
    assertThat(connection.host()).isEqualTo(host);
    assertThat(connection.key().bytes()).asString().isEqualTo("secret");
  }

  @Test
  void keepsTheEqualsSignsAtTheEndOfAKey() {
    ConnectionString connection =
        new ConnectionString("endpoint=https://contoso.example/;accesskey=" + ScriptedStorage.KEY);

    assertThat(connection.key()).isEqualTo(new AccessKey(ScriptedStorage.KEY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                  | found no endpoint",
        "c2VjcmV0                                            | found no endpoint",
        "accesskey=c2VjcmV0                                  | found no endpoint",
        "endpoint=;accesskey=c2VjcmV0                        | found no endpoint",
        "endpoint=https://contoso.example                    | found no accesskey",
        "endpoint=https://contoso.example;accesskey=         | found no accesskey",
        "endpoint=contoso.example;accesskey=c2VjcmV0         | found an endpoint that is not https:// and a host",
        "endpoint=https://contoso.example/x;accesskey=c2VjcmV0 | found an endpoint that is not https:// and a host",
        "endpoint=https://u:c2VjcmV0@contoso.example;accesskey=c2VjcmV0 | found an endpoint that is not https:// and a host",
      })
  void saysWhatIsWrong(String text, String fault) {
    assertThat(new ConnectionString(text).fault()).isEqualTo(fault + SHAPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "c2VjcmV0=", "c2Vj-mV0"})
  void saysThatAKeyIsNotBase64(String key) {
    String fault =
        new ConnectionString("endpoint=https://contoso.example;accesskey=" + key).fault();

    assertThat(fault)
        .isEqualTo(
            "accesskey: found text that is not Base64, expected the Base64 text of a key of the resource");
  }

  @Test
  void neverShowsTheKey() {
    ConnectionString connection =
        new ConnectionString("endpoint=https://contoso.example/;accesskey=" + ScriptedStorage.KEY);
    SourceSettings.Resource resource =
        new SourceSettings.Resource(connection, new AccessKey(ScriptedStorage.SECOND_KEY));

    assertThat(resource.toString())
        .isEqualTo(
            "Resource[connectionString=ConnectionString[secret], secondaryKey=AccessKey[secret]]");
    assertThat(new Credential(connection.host(), connection.key()).toString())
        .isEqualTo("Credential[host=contoso.example, key=AccessKey[secret]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "*",
        ".com.",
        "asm.skype.com",
        "*.skype.com",
        ".a..b",
        "host:0",
        ".1.2",
        "a b:1",
        ".ünde",
        "https://x:1"
      })
  void refusesHostEntriesThatMeanNothing(String entry) {
    assertThat(new AllowedHost(entry).fault())
        .isEqualTo(
            "found %s, expected a suffix with a leading dot such as .asm.skype.com, or host:port",
            entry);
  }
}
