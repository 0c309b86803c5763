package org.recordingarchiver.support;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.recordingarchiver.RecordingArchiver;
import org.recordingarchiver.archival.ArchiveRequest;
import org.recordingarchiver.archival.ArchiveRuns;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.ledger.AnnouncedChunk;
import org.recordingarchiver.ledger.AnnouncedRecording;
import org.recordingarchiver.ledger.Inbox;
import org.recordingarchiver.ledger.RawBody;
import org.recordingarchiver.ledger.ReceivedEvent;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Part;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application on a database and an archive of its own, pointed at a simulator. */
public final class TestArchiver implements AutoCloseable {

  private final AcsSimulator simulator;
  private final ConfigurableApplicationContext context;
  private final JdbcClient rows;

  private TestArchiver(
      AcsSimulator simulator, ConfigurableApplicationContext context, JdbcClient rows) {
    this.simulator = simulator;
    this.context = context;
    this.rows = rows;
  }

  /** Starts it; {@code settings} win over those that a test usually needs. */
  public static TestArchiver start(
      AcsSimulator simulator, TestDatabase database, Path home, Map<String, String> settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("spring.datasource.url", database.url());
    all.put("spring.datasource.username", database.user());
    all.put("spring.datasource.password", database.password());
    all.put("spring.datasource.hikari.connection-init-sql", TestDatabase.SET_ZONE);
    all.put("archiver.home", home.toString());
    all.put("archiver.source.connection-string", simulator.connectionString());
    all.put(
        "archiver.source.allowed-hosts",
        simulator.hostAndPort() + "," + simulator.redirectHostAndPort());
    all.put("archiver.source.allow-http", "true");
    all.putAll(settings);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(RecordingArchiver.class).run(arguments(all));
    return new TestArchiver(simulator, context, JdbcClient.create(database.dataSource()));
  }

  private static String[] arguments(Map<String, Object> settings) {
    return settings.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }

  /** Runs one batch as {@code archive} does. */
  public RunResult archive() {
    return archive(ArchiveRequest.usual());
  }

  public RunResult archive(ArchiveRequest request) {
    return bean(ArchiveRuns.class).archive(request, progress -> {});
  }

  /** Announces a recording whose chunks have these document ids, in the order of their index. */
  public void announce(String recordingId, Instant at, String... documentIds) {
    List<AnnouncedChunk> chunks =
        IntStream.range(0, documentIds.length)
            .mapToObj(index -> chunk(index, documentIds[index]))
            .toList();
    announce(recordingId, at, chunks);
  }

  public void announce(String recordingId, Instant at, List<AnnouncedChunk> chunks) {
    AnnouncedRecording recording =
        new AnnouncedRecording(
            simulator.resource(),
            recordingId,
            "0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11",
            null,
            at,
            null,
            null,
            null,
            "Wav",
            null,
            chunks);
    byte[] body = ("{\"recording\":" + chunks.hashCode() + "}").getBytes(StandardCharsets.UTF_8);
    bean(Inbox.class)
        .accept(
            List.of(
                new ReceivedEvent(
                    ReceivedEvent.Envelope.EVENT_GRID,
                    "event of " + recordingId + " " + chunks.size(),
                    "/resources/" + simulator.resource(),
                    "Microsoft.Communication.RecordingFileStatusUpdated",
                    null,
                    at,
                    new RawBody(body),
                    new String(body, StandardCharsets.UTF_8),
                    recording)));
  }

  /** A chunk as the simulator would announce it. */
  public AnnouncedChunk chunk(long index, String documentId) {
    return new AnnouncedChunk(
        documentId,
        index,
        "SessionEnded",
        simulator.location(documentId, Part.CONTENT).toString(),
        simulator.location(documentId, Part.METADATA).toString(),
        simulator.location(documentId, Part.OBJECT).toString());
  }

  /** Plain SQL, on connections of its own. */
  public JdbcClient rows() {
    return rows;
  }

  /** The one value of a query. */
  public String value(String sql) {
    return rows.sql(sql).query((row, number) -> String.valueOf(row.getObject(1))).single();
  }

  public Instant now() {
    return bean(Clock.class).instant();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
