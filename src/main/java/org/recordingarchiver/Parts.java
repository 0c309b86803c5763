package org.recordingarchiver;

import java.util.stream.Stream;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;

/**
 * What each module brings, by name: a search of the class path would cost every start some tenths
 * of a second. {@code PartsTests} finds what is missing here.
 */
final class Parts implements ImportSelector {

  private static final String[] NAMES = {
    "archival.ArchivalConfiguration",
    "bag.Bags",
    "embedded.EmbeddedPostgresConfiguration",
    "intake.Ingest",
    "intake.webhook.WebhookConfiguration",
    "launch.LaunchConfiguration",
    "ledger.LedgerConfiguration",
    "report.BatchReports",
    "report.RecordingFinder",
    "report.StatusReport",
    "source.SourceConfiguration",
    "store.StoreConfiguration"
  };

  @Override
  public String[] selectImports(AnnotationMetadata application) {
    String here = Parts.class.getPackageName() + ".";
    return Stream.of(NAMES).map(name -> here + name).toArray(String[]::new);
  }
}
