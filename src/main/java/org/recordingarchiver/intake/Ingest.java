package org.recordingarchiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.recordingarchiver.ledger.Inbox;
import org.springframework.stereotype.Component;

/**
 * Takes in events from files and streams. Safe to repeat: what is known already is counted as a
 * duplicate. What was read is committed in portions; if the database fails on the way, those that
 * were committed stay.
 */
@Component
public final class Ingest {

  private final Inbox inbox;

  Ingest(Inbox inbox) {
    this.inbox = inbox;
  }

  /**
   * Takes in every event of the files, and of the files below the directories, hidden ones left
   * out.
   *
   * @throws IngestIncompleteException if a path could not be read; all others were
   */
  public IngestReport ingest(List<Path> paths) {
    EventFiles found = new EventFiles(paths);
    List<String> problems = new ArrayList<>(found.problems());
    try (IngestRun run = new IngestRun(inbox)) {
      for (Path file : found.files()) {
        try (InputStream in = Files.newInputStream(file)) {
          run.read(in, file.toString());
        } catch (IOException e) {
          problems.add(EventFiles.problem(file, e));
        }
      }
      return finish(run, problems);
    }
  }

  /**
   * Takes in every event of the stream, which is not closed.
   *
   * @param origin what to call the stream where pieces of it are rejected
   * @throws IngestIncompleteException if the stream broke; what came before was taken in
   */
  public IngestReport ingest(InputStream in, String origin) {
    List<String> problems = new ArrayList<>();
    try (IngestRun run = new IngestRun(inbox)) {
      try {
        run.read(in, origin);
      } catch (IOException e) {
        problems.add(EventFiles.problem(origin, e));
      }
      return finish(run, problems);
    }
  }

  private static IngestReport finish(IngestRun run, List<String> problems) {
    IngestReport report = run.finish();
    if (!problems.isEmpty()) {
      throw new IngestIncompleteException(report, problems);
    }
    return report;
  }
}
