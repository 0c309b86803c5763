package org.recordingarchiver.store;

/** Takes bytes all the way into a store. */
final class Deliveries {

  private Deliveries() {}

  static Digest publish(ArchiveStore store, ArchiveKey key, byte[] bytes) {
    try (Incoming incoming = store.receive("host-1")) {
      incoming.write(bytes, 0, bytes.length);
      Digest digest = incoming.complete();
      store.publish(incoming, key);
      return digest;
    }
  }

  static Digest digest(byte[] bytes) {
    RunningDigest digest = new RunningDigest();
    digest.add(bytes, 0, bytes.length);
    return digest.finish();
  }
}
