package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory that holds the archive, once its marker has shown that it is the right one. */
final class ArchiveRoot {

  private final Path path;
  private final EmptyPlace place;
  private final Marker marker;
  private volatile @Nullable String id;

  ArchiveRoot(Path path, Disk disk) {
    this.path = path.toAbsolutePath().normalize();
    this.place = new EmptyPlace(this.path, disk);
    this.marker = new Marker(this.path, disk);
  }

  Path path() {
    return path;
  }

  /** See {@link ArchiveStore#open}. */
  String open(@Nullable String expected) {
    try {
      String found = marker.read().isPresent() ? known(expected) : create(expected);
      marker.probe();
      id = found;
      return found;
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /**
   * Makes sure that the archive is still the one that was opened: its disk could have been
   * unmounted since.
   *
   * @throws StoreException.Unavailable if it is not
   */
  void check() {
    try {
      require(requireOpened());
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /** The id of the archive that was opened. */
  String requireOpened() {
    String opened = id;
    if (opened == null) {
      throw new IllegalStateException("the store at " + path + " was not opened");
    }
    return opened;
  }

  /**
   * What the caller of the store gets to know of a failure in it: that the archive itself is gone,
   * if it is, else that this deed failed.
   *
   * @param deed what failed, after "could not"
   */
  StoreException fault(String deed, Path where, IOException cause) {
    try {
      String opened = id;
      if (opened != null) {
        require(opened);
      }
    } catch (StoreException gone) {
      gone.addSuppressed(cause);
      return gone;
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return DiskFault.of(deed, where, cause);
  }

  private void require(String expected) throws IOException {
    String found = marker.read().orElseThrow(() -> missing(expected));
    if (!found.equals(expected)) {
      throw unavailable(
          "expected store " + expected + " but found store " + found + "; is another disk mounted?",
          null);
    }
  }

  private String known(@Nullable String expected) throws IOException {
    if (expected == null) {
      return marker.adopt();
    }
    require(expected);
    return expected;
  }

  private String create(@Nullable String expected) throws IOException {
    if (expected != null) {
      throw missing(expected);
    }
    place.make();
    Optional<String> foreign = place.foreignName();
    if (foreign.isPresent()) {
      // Unless another process made the marker and went on while we looked.
      return marker.read().orElseThrow(() -> notEmpty(foreign.get()));
    }
    marker.probe();
    return marker.create();
  }

  private StoreException missing(String expected) {
    String found = Files.isDirectory(path) ? "no marker " + Marker.NAME : "no such directory";
    return unavailable(
        found + ", but store " + expected + " is expected there; is the disk mounted?", null);
  }

  private StoreException notEmpty(String name) {
    return unavailable(
        "not empty (it holds "
            + name
            + ") and no archive (no marker "
            + Marker.NAME
            + "); set archiver.store.filesystem.root to an empty directory or to an archive",
        null);
  }

  private StoreException unavailable(IOException cause) {
    String remedy = DiskFault.remedy(cause, "check the disk and the permissions");
    return unavailable(DiskFault.reason(cause) + "; " + remedy, cause);
  }

  private StoreException unavailable(String problem, @Nullable Throwable cause) {
    return new StoreException.Unavailable("archive " + path + ": " + problem, cause);
  }
}
