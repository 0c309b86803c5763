import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.recordingarchiver.RecordingArchiver;
import org.recordingarchiver.ledger.AnnouncedChunk;
import org.recordingarchiver.ledger.AnnouncedRecording;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.Holders;
import org.recordingarchiver.ledger.Inbox;
import org.recordingarchiver.ledger.RawBody;
import org.recordingarchiver.ledger.ReceivedEvent;
import org.recordingarchiver.report.BatchReports;
import org.recordingarchiver.report.StatusReport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the product asks of its database, one statement after the other: {@code LedgerBench TIMES
 * SETTINGS}. Prints a line for each question: its name, the median and the 90th percentile in ms.
 */
final class LedgerBench {

  private static final int HANDFUL = 16;
  private static final int EVENTS = 100;

  private final int times;
  private final ConfigurableApplicationContext context;
  private final JdbcClient rows;

  private LedgerBench(int times, ConfigurableApplicationContext context) {
    this.times = times;
    this.context = context;
    this.rows = JdbcClient.create(context.getBean(DataSource.class));
  }

  public static void main(String[] arguments) {
    String[] settings = Arrays.copyOfRange(arguments, 1, arguments.length);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(RecordingArchiver.class).run(settings)) {
      new LedgerBench(Integer.parseInt(arguments[0]), context).run();
    }
  }

  private void run() {
    long holder = context.getBean(Holders.class).register("bench", ProcessHandle.current().pid());
    ask("claim", times, () -> claim(holder), () -> giveBack(holder));
    ask("status", 20, () -> context.getBean(StatusReport.class).status(), () -> {});
    ask("report", 20, () -> context.getBean(BatchReports.class).latest().orElseThrow(), () -> {});
    ask("intake", 20, this::takeIn, () -> {});
    context.getBean(Holders.class).end(holder);
  }

  private void claim(long holder) {
    int claimed =
        context
            .getBean(ChunkQueue.class)
            .claim(new ChunkQueue.Order(holder, 1, ChunkQueue.Part.DUE, HANDFUL, Set.of(), false))
            .size();
    if (claimed != HANDFUL) {
      throw new IllegalStateException("claimed " + claimed);
    }
  }

  /** As if they had been tried and were to wait. */
  private void giveBack(long holder) {
    rows.sql(
            "update chunk set status = 'QUEUED', holder = null, not_before = now() + interval '1"
                + " hour' where holder = ?")
        .param(holder)
        .update();
  }

  private void takeIn() {
    String name = "new-" + System.nanoTime();
    List<ReceivedEvent> events =
        IntStream.range(0, EVENTS).mapToObj(number -> event(name + "-" + number)).toList();
    context.getBean(Inbox.class).accept(events);
  }

  private static ReceivedEvent event(String name) {
    Instant now = Instant.now();
    String objects = "https://storage.asm.skype.com/v1/objects/" + name;
    AnnouncedChunk chunk =
        new AnnouncedChunk(
            name,
            0L,
            "SessionEnded",
            objects + "/content/video",
            objects + "/content/acsmetadata",
            objects);
    AnnouncedRecording recording =
        new AnnouncedRecording(
            "acs",
            name,
            "call of " + name,
            null,
            now,
            60_000L,
            "mixed",
            "audio",
            "wav",
            null,
            List.of(chunk));
    byte[] body = ("{\"id\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
    return new ReceivedEvent(
        ReceivedEvent.Envelope.EVENT_GRID,
        name,
        "/resources/acs",
        "Microsoft.Communication.RecordingFileStatusUpdated",
        null,
        now,
        new RawBody(body),
        new String(body, StandardCharsets.UTF_8),
        recording,
        null);
  }

  private static void ask(String name, int times, Runnable question, Runnable afterwards) {
    List<Duration> took = new ArrayList<>();
    for (int time = 0; time < times + times / 5; time++) {
      long start = System.nanoTime();
      question.run();
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      afterwards.run();
      // The first ones warm up.
      if (time >= times / 5) {
        took.add(duration);
      }
    }
    took.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%s %.3f %.3f%n",
        name,
        millis(took.get(took.size() / 2)),
        millis(took.get(took.size() * 9 / 10)));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
