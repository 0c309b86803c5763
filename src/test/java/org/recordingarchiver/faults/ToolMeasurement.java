package org.recordingarchiver.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the usual downloaders fare with the faults that ours meets. Started by
 * src/bench/faults/measure-tools.sh; needs the tools. The table is written to
 * target/faults-tools.md.
 */
class ToolMeasurement {

  private static final long SEED = Long.getLong("faults.seed", 20260105L);
  private static final Path TABLE = Path.of("target", "faults-tools.md");
  private static final List<Fault> FAULTS =
      Stream.concat(Catalogue.OF_CONTENT.stream(), Deceptions.all().stream()).toList();
  private static final int AT_ONCE = 6;

  @TempDir private Path home;

  /** What became of a download. */
  private enum End {
    RIGHT("right"),
    GAVE_UP("gives up"),
    FOOLED("**wrong**");

    private final String text;

    End(String text) {
      this.text = text;
    }
  }

  /** A fault that passes by (as soon as it has shown itself), and one that does not. */
  private record Cell(End passing, End always) {

    String text() {
      return passing == always ? passing.text : passing.text + " / " + always.text;
    }
  }

  @Test
  void countsHowOftenEachToolIsFooled() throws Exception {
    List<Tool> tools =
        Stream.concat(CommandTool.all().stream(), OfficialSdk.all().stream()).toList();
    Map<String, List<Cell>> table = new LinkedHashMap<>();
    try (FaultServer server = FaultServer.open(SEED);
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      assertThat(right(server, tools)).as("without a fault").isTrue();
      Map<Fault, List<Future<Cell>>> pending = new LinkedHashMap<>();
      for (Fault fault : FAULTS) {
        pending.put(
            fault,
            tools.stream().map(tool -> workers.submit(() -> cell(server, tool, fault))).toList());
      }
      for (Map.Entry<Fault, List<Future<Cell>>> row : pending.entrySet()) {
        table.put(row.getKey().name(), results(row.getValue()));
      }
    }
    Files.writeString(TABLE, text(tools, table));
    assertThat(table).hasSameSizeAs(FAULTS);
  }

  private boolean right(FaultServer server, List<Tool> tools) throws Exception {
    for (Tool tool : tools) {
      if (end(server, tool, Script.well()) != End.RIGHT) {
        return false;
      }
    }
    return true;
  }

  private static List<Cell> results(List<Future<Cell>> pending)
      throws ExecutionException, InterruptedException {
    List<Cell> cells = new ArrayList<>();
    for (Future<Cell> cell : pending) {
      cells.add(cell.get());
    }
    return cells;
  }

  private Cell cell(FaultServer server, Tool tool, Fault fault) throws Exception {
    return new Cell(
        end(server, tool, Script.times(fault, fault.least())),
        end(server, tool, Script.always(fault)));
  }

  private End end(FaultServer server, Tool tool, Script script) throws Exception {
    Path directory = Files.createTempDirectory(home, "got");
    Path target = directory.resolve("chunk.wav");
    String documentId = "0-tool-" + directory.getFileName();
    Sample sample =
        new Sample(documentId, 0, Kind.WAV, 100_000, new SplittableRandom(SEED).split().nextLong());
    server.serve(List.of(new Served(sample, script, Script.well(), Script.well())));
    String url = Places.at(server.places().first(), Part.CONTENT.path(documentId));
    boolean content = tool.fetch(url, target);
    if (!content) {
      return End.GAVE_UP;
    }
    return holds(target, sample.content()) ? End.RIGHT : End.FOOLED;
  }

  private static boolean holds(Path target, byte[] content) throws IOException {
    return Files.exists(target) && Arrays.equals(Files.readAllBytes(target), content);
  }

  private static String text(List<Tool> tools, Map<String, List<Cell>> table) throws Exception {
    StringBuilder text = new StringBuilder();
    for (Tool tool : tools) {
      text.append("* ").append(tool.name()).append(": ").append(tool.version()).append('\n');
    }
    text.append("\n| fault |");
    tools.forEach(tool -> text.append(' ').append(tool.name()).append(" |"));
    text.append("\n|---|").append("---|".repeat(tools.size())).append('\n');
    table.forEach((fault, cells) -> {
      text.append("| ").append(fault).append(" |");
      cells.forEach(cell -> text.append(' ').append(cell.text()).append(" |"));
      text.append('\n');
    });
    text.append("| **faults that it took for success** |");
    for (int i = 0; i < tools.size(); i++) {
      int tool = i;
      long fooled =
          table.values().stream()
              .map(cells -> cells.get(tool))
              .filter(cell -> cell.passing() == End.FOOLED || cell.always() == End.FOOLED)
              .count();
      text.append(" **").append(fooled).append("** |");
    }
    return text.append('\n').toString();
  }
}
