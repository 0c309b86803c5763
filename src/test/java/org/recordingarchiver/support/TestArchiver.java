package org.recordingarchiver.support;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.recordingarchiver.RecordingArchiver;
import org.recordingarchiver.archival.ArchiveRequest;
import org.recordingarchiver.archival.ArchiveRuns;
import org.recordingarchiver.archival.BatchReruns;
import org.recordingarchiver.archival.RerunRequest;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.intake.Ingest;
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

  private static final AtomicLong IDS = new AtomicLong();

  private final AcsSimulator simulator;
  private final ConfigurableApplicationContext context;
  private final DataSource dataSource;
  private final JdbcClient rows;

  private TestArchiver(
      AcsSimulator simulator, ConfigurableApplicationContext context, DataSource dataSource) {
    this.simulator = simulator;
    this.context = context;
    this.dataSource = dataSource;
    this.rows = JdbcClient.create(dataSource);
  }

  /** Starts it; {@code settings} win over those that a test usually needs. */
  public static TestArchiver start(
      AcsSimulator simulator, TestDatabase database, Path home, Map<String, String> settings) {
    return start(simulator, database, home, settings, point -> {});
  }

  /** Starts it, and tells {@code hook} of each point that source and store come by. */
  public static TestArchiver start(
      AcsSimulator simulator,
      TestDatabase database,
      Path home,
      Map<String, String> settings,
      Hook hook) {
    ConfigurableApplicationContext context =
        application(hook).run(arguments(simulator, database, home, settings));
    makeIdsUnique(database);
    return new TestArchiver(simulator, context, database.dataSource());
  }

  /**
   * Spring Batch remembers the jobs and steps under way in static maps, by their ids: two
   * applications in one JVM, each with a database of its own, must not have the same.
   */
  public static void makeIdsUnique(TestDatabase database) {
    long first = IDS.addAndGet(1_000_000);
    JdbcClient.create(database.dataSource())
        .sql(
            "select setval('batch_step_execution_seq', :first), setval('batch_job_execution_seq', :first)")
        .param("first", first)
        .query()
        .singleRow();
  }

  /** The application with a hook in it. */
  public static SpringApplicationBuilder application(Hook hook) {
    return new SpringApplicationBuilder(RecordingArchiver.class)
        .initializers(
            context -> context.getBeanFactory().addBeanPostProcessor(new HookedBeans(hook)));
  }

  /** What the application is started with. */
  public static String[] arguments(
      AcsSimulator simulator, TestDatabase database, Path home, Map<String, String> settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("spring.datasource.url", database.url());
    all.put("spring.datasource.username", database.user());
    all.put("spring.datasource.password", database.password());
    all.put("spring.datasource.hikari.connection-init-sql", TestDatabase.SET_ZONE);
    all.put("spring.datasource.hikari.connection-timeout", "120000");
    all.put("archiver.home", home.toString());
    all.put("archiver.source.connection-string", simulator.connectionString());
    all.put(
        "archiver.source.allowed-hosts",
        simulator.hostAndPort() + "," + simulator.redirectHostAndPort());
    all.put("archiver.source.allow-http", "true");
    all.putAll(settings);
    return all.entrySet().stream()
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

  /** Runs a batch again as {@code rerun BATCH} does. */
  public RunResult rerun(long batch) {
    return rerun(batch, new RerunRequest(List.of(batch), null));
  }

  public RunResult rerun(long batch, RerunRequest request) {
    return bean(BatchReruns.class).rerun(batch, request, progress -> {});
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
                    recording,
                    null)));
  }

  /** Takes in events as {@code ingest} does. */
  public void ingest(String... events) {
    byte[] lines = String.join("\n", events).getBytes(StandardCharsets.UTF_8);
    bean(Ingest.class).ingest(new ByteArrayInputStream(lines), "test");
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

  /** A connection of its own, for transactions that stay open. */
  public Connection connection() throws SQLException {
    return dataSource.getConnection();
  }

  /** Forgets everything but the store, so that tests can share an application. */
  public void forgetAll() {
    rows.sql(
            """
            truncate recording, event, rejected_event, chunk, holder, batch_chunk, attempt, archive_copy,
              quarantined_file, paused_resource, decision, source_deletion, call, pruned_day, batch_job_instance, batch_job_execution, batch_step_execution cascade
            """)
        .update();
  }

  /** Spares a test the wait of a lease. */
  public void makeHeartbeatsOld() {
    rows.sql("update holder set heartbeat_at = now() - interval '1 hour'").update();
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
