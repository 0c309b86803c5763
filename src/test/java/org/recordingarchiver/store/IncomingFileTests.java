package org.recordingarchiver.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class IncomingFileTests extends IncomingContract {

  @TempDir Path root;

  @Override
  ArchiveStore store() {
    return ArchiveStores.at(root);
  }
}
