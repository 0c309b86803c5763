package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class SourceClientsTests {

  private final AtomicInteger made = new AtomicInteger();

  @Test
  void areMadeOnceAndWhenTheyAreNeeded() {
    try (SourceClients clients = new SourceClients(this::make)) {
      assertThat(made).hasValue(0);

      assertThat(clients.usual()).isSameAs(clients.usual()).isNotSameAs(clients.withoutReuse());
      assertThat(made).hasValue(1);
    }
  }

  private OkHttpClient make() {
    made.incrementAndGet();
    return new OkHttpClient();
  }
}
