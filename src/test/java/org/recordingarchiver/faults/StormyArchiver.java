package org.recordingarchiver.faults;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.recordingarchiver.RecordingArchiver;
import org.recordingarchiver.archival.ArchiveRequest;
import org.recordingarchiver.archival.ArchiveRuns;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.intake.Ingest;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application, pointed at a fault server, and a clock that can be pushed. */
final class StormyArchiver implements AutoCloseable {

  /** Bad answers after which content is archived without its metadata. */
  static final int ATTEMPTS = 5;

  private final ConfigurableApplicationContext context;
  private final JdbcClient rows;

  private StormyArchiver(ConfigurableApplicationContext context, JdbcClient rows) {
    this.context = context;
    this.rows = rows;
  }

  static StormyArchiver start(
      FaultServer server, TestDatabase database, Path home, Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spring.datasource.url", database.url());
    settings.put("spring.datasource.username", database.user());
    settings.put("spring.datasource.password", database.password());
    settings.put("spring.datasource.hikari.connection-init-sql", TestDatabase.SET_ZONE);
    settings.put("spring.datasource.hikari.connection-timeout", "120000");
    settings.put("archiver.home", home.toString());
    settings.put(
        "archiver.source.connection-string",
        "endpoint=https://%s/;accesskey=%s".formatted(SignatureCheck.HOST, SignatureCheck.KEY));
    settings.put(
        "archiver.source.allowed-hosts",
        "127.0.0.1:%d,127.0.0.1:%d".formatted(server.places().first(), server.places().second()));
    settings.put("archiver.source.allow-http", "true");
    settings.put("archiver.source.read-timeout", "800ms");
    settings.put("archiver.source.first-byte-timeout", "1200ms");
    settings.put("archiver.archive.lanes", "128");
    settings.put("archiver.archive.batch-size", "100000");
    settings.put("archiver.retry.first-delay", "1h");
    settings.put("archiver.retry.quick-delay", "20ms");
    settings.put("archiver.retry.attempts", String.valueOf(ATTEMPTS));
    settings.putAll(more);
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(RecordingArchiver.class).run(arguments);
    TestArchiver.makeIdsUnique(database);
    return new StormyArchiver(context, JdbcClient.create(database.dataSource()));
  }

  void ingest(List<String> events) {
    byte[] lines = String.join("\n", events).getBytes(StandardCharsets.UTF_8);
    context.getBean(Ingest.class).ingest(new ByteArrayInputStream(lines), "storm");
  }

  /** One batch, as {@code archive} runs it. */
  RunResult archive() {
    return context.getBean(ArchiveRuns.class).archive(ArchiveRequest.usual(), progress -> {});
  }

  JdbcClient rows() {
    return rows;
  }

  /** As if the waits that the ledger asks for were over, for these chunks and for all deletions. */
  void letWaitsPass(List<String> documentIds) {
    rows.sql(
            "update chunk set not_before = now() where not_before is not null and document_id = any"
                + " (?)")
        .param(documentIds.toArray(String[]::new))
        .update();
    letDeletionsWaitNoMore();
  }

  void letDeletionsWaitNoMore() {
    rows.sql("update source_deletion set not_before = now() where receipt_at is null").update();
  }

  /** As if the chunks that are not archived had so much time left, and so much until LOST. */
  void leave(String slack, String untilLost) {
    rows.sql(
            """
            update chunk set expires_at = now() + cast(? as interval),
                lost_after = now() + cast(? as interval), not_before = least(not_before, now())
            where status in ('QUEUED', 'FAILED')
            """)
        .params(slack, untilLost)
        .update();
    letDeletionsWaitNoMore();
  }

  /** As if all waits of the chunks that are not archived were over. */
  void letAllWaitsPass() {
    rows.sql(
            "update chunk set not_before = now() where not_before is not null and status ="
                + " 'QUEUED'")
        .update();
    letDeletionsWaitNoMore();
  }

  @Override
  public void close() {
    context.close();
  }
}
