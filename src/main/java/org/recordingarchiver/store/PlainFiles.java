package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at names without following symbolic links: a link could lead out of the archive. */
final class PlainFiles {

  private static final String STAMPED = "unix:isRegularFile,dev,ino,size,lastModifiedTime,ctime";

  private PlainFiles() {}

  /** The attributes of a directory; whatever else has that name is refused. */
  static BasicFileAttributes directory(Path path) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw unexpected(path, found, "a directory");
    }
    return found;
  }

  /** The attributes of a file; whatever else has that name is refused. */
  static BasicFileAttributes file(Path path) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    if (!found.isRegularFile()) {
      throw unexpected(path, found, "a file");
    }
    return found;
  }

  /**
   * A file as it lies there; whatever else has that name is refused. Without a stamp where the
   * system does not tell when a file was changed, by whatever means.
   */
  static ArchiveStore.Sighting look(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return new ArchiveStore.Sighting(file(path).size(), null);
    }
    Map<String, Object> found = Files.readAttributes(path, STAMPED, NOFOLLOW_LINKS);
    if (!Boolean.TRUE.equals(found.get("isRegularFile"))) {
      file(path);
    }
    long length = found.get("size") instanceof Long size ? size : 0;
    return new ArchiveStore.Sighting(
        length,
        new Stamp(
            found.get("dev")
                + " "
                + found.get("ino")
                + " "
                + length
                + " "
                + nanos(found.get("lastModifiedTime"))
                + " "
                + nanos(found.get("ctime"))));
  }

  /** As text it would take ten times as long. */
  private static long nanos(@Nullable Object time) {
    return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
  }

  private static FileSystemException unexpected(
      Path path, BasicFileAttributes found, String expected) {
    return new FileSystemException(
        path.toString(),
        null,
        "found " + kind(found) + " where " + expected + " belongs: move it out of the archive");
  }

  private static String kind(BasicFileAttributes found) {
    if (found.isSymbolicLink()) {
      return "a symbolic link, which is never followed,";
    }
    return found.isDirectory() ? "a directory" : found.isRegularFile() ? "a file" : "a device";
  }
}
