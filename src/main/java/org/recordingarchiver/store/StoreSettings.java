package org.recordingarchiver.store;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where recordings are archived.
 *
 * @param type the kind of store: {@code filesystem}, the only one there is yet
 */
@Validated
@ConfigurationProperties("archiver.store")
record StoreSettings(
    @DefaultValue(StoreSettings.FILESYSTEM)
        @Pattern(regexp = StoreSettings.FILESYSTEM, message = "must be filesystem, the only type")
        String type,
    @DefaultValue @Valid Filesystem filesystem) {

  static final String FILESYSTEM = "filesystem";

  /**
   * The settings of the file system store.
   *
   * @param root the directory of the archive, made at the first start; its file system must make
   *     hard links. A relative one lies in the working directory. Not bound as a path, because
   *     Spring would prefer a resource of that name on the class path
   */
  record Filesystem(@NotBlank(message = "must name the directory of the archive") String root) {

    Path directory() {
      return Path.of(root);
    }
  }
}
