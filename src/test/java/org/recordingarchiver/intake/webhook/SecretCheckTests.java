package org.recordingarchiver.intake.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretCheckTests {

  private final SecretCheck check = new SecretCheck(List.of("old+secret", "new=/%secret&"));

  @ParameterizedTest
  @CsvSource({
    "code=old+secret, , true",
    "code=old%2Bsecret, , true",
    "a=b&code=new%3D%2F%25secret%26&c, , true",
    "code=wrong&code=old+secret, , true",
    "code=wrong, old+secret, true",
    ", new=/%secret&, true",
    "code=old%2, , false",
    "code=, , false",
    "code, , false",
    "Code=old+secret, , false",
    "codes=old+secret, , false",
    "code=old+secret%00, , false",
    "code=old+secre, , false",
    ", old secret, false",
    ", , false"
  })
  void asksForOneOfTheSecrets(@Nullable String query, @Nullable String header, boolean passes) {
    assertThat(check.passes(query, header)).isEqualTo(passes);
  }

  @Test
  void letsEveryoneInWithoutSecrets() {
    assertThat(new SecretCheck(List.of()).passes(null, null)).isTrue();
  }

  @Test
  void doesNotShowThem() {
    assertThat(new WebhookSettings("/events", List.of("hidden"), "X-Secret").toString())
        .isEqualTo("WebhookSettings[path=/events, 1 secrets, secretHeader=X-Secret]");
  }

  @ParameterizedTest
  @CsvSource({
    "events, s, X-A, must be like /events",
    "/, s, X-A, must be like /events",
    "/a/*, s, X-A, must be like /events",
    "/events, ' ', X-A, one of them is blank",
    "/events, s, X A, must be the name of an HTTP header"
  })
  void refusesSettingsThatCanNotWork(String path, String secret, String header, String message) {
    assertThatThrownBy(() -> new WebhookSettings(path, List.of(secret), header))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
