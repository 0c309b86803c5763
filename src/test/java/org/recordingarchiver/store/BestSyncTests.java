package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestSyncTests {

  @ParameterizedTest
  @CsvSource({
    "5.17.0, ext4, true",
    "5.10.0-21-amd64, xfs, false",
    "6.1.0-37-cloud-amd64, ext2/ext3, true",
    "6.12, btrfs, true",
    "5.16.19, ext4, false",
    "4.18.0-553.el8.x86_64, xfs, false",
    "6.1.0, nfs4, false",
    "6.1.0, overlay, false",
    "6.1.0, tmpfs, false",
    "6.1.0, fuse.s3fs, false",
    "unknown, ext4, false"
  })
  void trustsOnlyKernelsAndFileSystemsThatTellOfLostWrites(
      String kernel, String fileSystem, boolean trusted) {
    assertThat(BestSync.tellsOfLoss(kernel, fileSystem)).isEqualTo(trusted);
  }
}
