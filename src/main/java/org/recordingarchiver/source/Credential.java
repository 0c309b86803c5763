package org.recordingarchiver.source;

/**
 * What a request is signed with.
 *
 * @param host the host of the ACS resource, never that of the storage
 */
record Credential(String host, AccessKey key) {}
