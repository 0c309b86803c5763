package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Names that are made together, and then made durable together. */
final class NewNames {

  private final Directories directories;
  private final Syncing syncing;
  private final long begun;
  private final Map<String, Directories.Chain> chains = new LinkedHashMap<>();
  private final Set<Path> adopted = new LinkedHashSet<>();

  NewNames(Directories directories, Syncing syncing) {
    this.directories = directories;
    this.syncing = syncing;
    this.begun = syncing.begun();
  }

  /** Where this file lies; makes the directories that lead there. */
  Path file(ArchiveKey key) throws IOException {
    String directory = key.directory();
    Directories.Chain chain = chains.get(directory);
    if (chain == null) {
      chain = directories.make(directory);
      chains.put(directory, chain);
    }
    return chain.last().resolve(key.name());
  }

  /** Whoever wrote this file may have died before syncing it. */
  void adopted(Path file) {
    adopted.add(file);
  }

  void sync() throws IOException {
    Set<Path> unsynced = new LinkedHashSet<>();
    chains.values().forEach(chain -> unsynced.addAll(directories.unsynced(chain)));
    syncing.names(adopted, unsynced, begun);
    chains.values().forEach(directories::durable);
  }
}
