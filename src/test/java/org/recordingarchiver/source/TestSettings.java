package org.recordingarchiver.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Settings for loopback servers, patient with a slow machine; change what matters. */
record TestSettings(
    List<String> hosts,
    @Nullable ConnectionString connection,
    @Nullable AccessKey secondKey,
    boolean allowHttp,
    Duration connectTimeout,
    Duration firstByteTimeout,
    Duration readTimeout,
    DataSize floorRate,
    Duration floorWindow) {

  static TestSettings of(String... hosts) {
    return new TestSettings(
        List.of(hosts),
        new ConnectionString(
            "endpoint=https://contoso.communication.azure.com/;accesskey=" + ScriptedStorage.KEY),
        null,
        true,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        DataSize.ofBytes(0),
        Duration.ofMinutes(1));
  }

  TestSettings connection(@Nullable ConnectionString other) {
    return new TestSettings(
        hosts,
        other,
        secondKey,
        allowHttp,
        connectTimeout,
        firstByteTimeout,
        readTimeout,
        floorRate,
        floorWindow);
  }

  TestSettings secondKey(@Nullable String key) {
    return new TestSettings(
        hosts,
        connection,
        key == null ? null : new AccessKey(key),
        allowHttp,
        connectTimeout,
        firstByteTimeout,
        readTimeout,
        floorRate,
        floorWindow);
  }

  TestSettings allowHttp(boolean allowed) {
    return new TestSettings(
        hosts,
        connection,
        secondKey,
        allowed,
        connectTimeout,
        firstByteTimeout,
        readTimeout,
        floorRate,
        floorWindow);
  }

  TestSettings timeouts(Duration connect, Duration firstByte, Duration read) {
    return new TestSettings(
        hosts, connection, secondKey, allowHttp, connect, firstByte, read, floorRate, floorWindow);
  }

  TestSettings floor(DataSize rate, Duration window) {
    return new TestSettings(
        hosts,
        connection,
        secondKey,
        allowHttp,
        connectTimeout,
        firstByteTimeout,
        readTimeout,
        rate,
        window);
  }

  SourceSettings get() {
    return new SourceSettings(
        Map.of(),
        connection,
        secondKey,
        hosts.stream().map(AllowedHost::new).toList(),
        allowHttp,
        connectTimeout,
        firstByteTimeout,
        readTimeout,
        floorRate,
        floorWindow,
        4);
  }
}
