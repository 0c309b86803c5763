package org.recordingarchiver.faults;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How chunks ended that met one fault alone: our part of the table in src/docs/faults.md. */
final class Endings {

  /**
   * Of one fault.
   *
   * @param passing how chunks ended that met it one to three times
   * @param always how those ended that met nothing else
   */
  private record Row(Set<String> passing, Set<String> always) {}

  private final Map<Part, Map<String, Row>> rows = new EnumMap<>(Part.class);

  Endings(List<Served> chunks, Map<String, Entry> ledger) {
    for (Served chunk : chunks) {
      List<Part> parts =
          Stream.of(Part.values()).filter(part -> !chunk.script(part).isEmpty()).toList();
      Entry entry = ledger.get(chunk.documentId());
      if (parts.size() == 1 && entry != null) {
        note(parts.getFirst(), chunk.script(parts.getFirst()), ending(entry));
      }
    }
  }

  private void note(Part part, Script script, String ending) {
    Fault fault = script.only();
    if (fault == null) {
      return;
    }
    Row row =
        rows.computeIfAbsent(part, key -> new LinkedHashMap<>())
            .computeIfAbsent(fault.name(), key -> new Row(new TreeSet<>(), new TreeSet<>()));
    (script.always() == null ? row.passing() : row.always()).add(ending);
  }

  private static String ending(Entry entry) {
    String why = entry.isArchived() ? entry.keptBecause() : entry.cause();
    return why == null ? entry.status() : entry.status() + " " + why;
  }

  String table() {
    StringBuilder text =
        new StringBuilder("| fault | of | passes by | stays |\n|---|---|---|---|\n");
    rows.forEach((part, faults) ->
        faults.forEach((fault, row) ->
            text.append(
                "| %s | %s | %s | %s |%n"
                    .formatted(
                        fault,
                        part,
                        String.join(", ", row.passing()),
                        String.join(", ", row.always())))));
    return text.toString();
  }
}
