package org.recordingarchiver.intake;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an ingest took in; all of it is committed.
 *
 * @param events events that were new
 * @param duplicates events that were known already
 * @param queuedChunks chunks that were new
 * @param otherTypes events per type that announce no recording, known ones included; many types are
 *     counted together
 * @param rejected pieces that could not be read; they are kept raw
 * @param rejections the first of them
 */
public record IngestReport(
    long events,
    long duplicates,
    long queuedChunks,
    SortedMap<String, Long> otherTypes,
    long rejected,
    List<Rejection> rejections) {

  public IngestReport {
    otherTypes = Collections.unmodifiableSortedMap(new TreeMap<>(otherTypes));
    rejections = List.copyOf(rejections);
  }

  /**
   * A piece that could not be read.
   *
   * @param origin file and place
   */
  public record Rejection(String origin, String reason) {}
}
