package org.recordingarchiver.archival;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.CopyKeeper.Arrival;
import org.recordingarchiver.archival.Fetcher.Fetched;
import org.recordingarchiver.archival.Meaning.Finding;
import org.recordingarchiver.bag.ChunkMetadata;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.ClaimedChunk.Location;
import org.recordingarchiver.ledger.Outcome;
import org.recordingarchiver.ledger.Proof;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.QuarantinedFile;
import org.recordingarchiver.source.Failure;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.Incoming;

/**
 * One try at one location of a chunk: fetch, check, keep, read back.
 *
 * <p>Metadata comes first: it is small and says what the content is. Content whose metadata is not
 * to be had is archived without it; its source is then never deleted.
 */
final class Trial {

  private static final int LONGEST_WARNING = 2_000;

  private final Tools tools;
  private final ClaimedChunk chunk;
  private final Location location;
  private final Incoming arrivedMetadata;
  private final Incoming arrivedContent;
  private final List<QuarantinedFile> quarantined;

  Trial(
      Tools tools,
      ClaimedChunk chunk,
      Location location,
      Incoming arrivedMetadata,
      Incoming arrivedContent,
      List<QuarantinedFile> quarantined) {
    this.tools = tools;
    this.chunk = chunk;
    this.location = location;
    this.arrivedMetadata = arrivedMetadata;
    this.arrivedContent = arrivedContent;
    this.quarantined = quarantined;
  }

  /**
   * Metadata in hand.
   *
   * @param fetched null if none came
   * @param facts null if it can't be used
   * @param trouble why it can't be had or used, null if it can
   */
  private record Metadata(
      Fetched.@Nullable Whole fetched, @Nullable ChunkMetadata facts, @Nullable Trouble trouble) {}

  Outcome outcome() {
    Fetched fetched = fetchMetadata();
    if (fetched instanceof Fetched.Missed(Failure.Stopped stopped)) {
      return new Outcome.GivenBack(stopped.message());
    }
    Metadata metadata = metadata(fetched);
    if (metadata.trouble() != null && !tools.policy().goesOnWithout(chunk, metadata.trouble())) {
      return failed(metadata.trouble());
    }
    return switch (tools.fetcher().content(chunk, location, arrivedContent)) {
      case Fetched.Missed(Failure.Stopped stopped) -> new Outcome.GivenBack(stopped.message());
      case Fetched.Missed missed -> failed(Trouble.of(missed.failure()).of("content: "));
      case Fetched.Whole whole -> judge(metadata, whole.at(location));
    };
  }

  private Fetched fetchMetadata() {
    String url = location.metadata();
    return url == null
        ? new Fetched.Missed(new Failure.RefusedUrl("the event names no metadataLocation", false))
        : tools.fetcher().metadata(chunk, url, arrivedMetadata);
  }

  private Metadata metadata(Fetched fetched) {
    return switch (fetched) {
      case Fetched.Missed missed ->
          new Metadata(null, null, Trouble.of(missed.failure()).of("metadata: "));
      case Fetched.Whole whole -> read(whole);
    };
  }

  private Metadata read(Fetched.Whole whole) {
    ChunkMetadata facts = Meaning.metadata(arrivedMetadata);
    String objection = Meaning.objection(chunk, facts);
    return objection == null
        ? new Metadata(whole, facts, null)
        : new Metadata(
            whole, null, new Trouble(Cause.METADATA_MISMATCH, "metadata: " + objection, null));
  }

  private Outcome judge(Metadata metadata, Fetched.Whole content) {
    Finding finding = Meaning.content(chunk, metadata.facts(), arrivedContent);
    Trouble fault = finding.fault();
    if (fault == null || tools.verify().media() == VerifySettings.MediaPolicy.WARN) {
      return keep(metadata, content, finding);
    }
    return keepApart(metadata, content, finding, fault);
  }

  private Outcome keep(Metadata metadata, Fetched.Whole content, Finding finding) {
    CopyKeeper.Names names = names(metadata, finding);
    List<Arrival> arrivals = new ArrayList<>();
    arrivals.add(new Arrival(arrivedContent, content.digest(), names.content()));
    addMetadata(arrivals, metadata, names);
    List<ProvedFile> kept = tools.keeper().keep(arrivals);
    Proof proof =
        new Proof(
            level(content, finding),
            kept.getFirst(),
            kept.size() > 1 ? kept.getLast() : null,
            isConfirmed(metadata, content, finding),
            warning(metadata.trouble(), finding));
    return new Outcome.Archived(proof, tools.policy().keepBecause(chunk, proof));
  }

  /** Metadata of another chunk is no part of the bag, yet it is evidence. */
  private void addMetadata(List<Arrival> arrivals, Metadata metadata, CopyKeeper.Names names) {
    Fetched.Whole fetched = metadata.fetched();
    if (fetched == null) {
      return;
    }
    Trouble trouble = metadata.trouble();
    if (trouble == null) {
      arrivals.add(new Arrival(arrivedMetadata, fetched.digest(), names.metadata()));
    } else {
      quarantine(QuarantinedFile.Part.METADATA, arrivedMetadata, fetched.digest(), names, trouble);
    }
  }

  /** Where only the end of the stream said that this was all, the structure must say so too. */
  private static boolean isConfirmed(Metadata metadata, Fetched.Whole content, Finding finding) {
    Fetched.Whole fetchedMetadata = metadata.fetched();
    boolean ended = content.totalNamed() || (finding.fault() == null && finding.endProved());
    return content.confirmed() && ended && (fetchedMetadata == null || fetchedMetadata.confirmed());
  }

  private static Proof.Level level(Fetched.Whole content, Finding finding) {
    if (finding.fault() != null) {
      return Proof.Level.L2;
    }
    return content.twice() ? Proof.Level.L4 : Proof.Level.L3;
  }

  private static @Nullable String warning(@Nullable Trouble metadata, Finding finding) {
    String text =
        Stream.concat(
                Stream.of(metadata, finding.fault()).filter(Objects::nonNull).map(Trouble::message),
                finding.warnings().stream())
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST_WARNING));
  }

  /**
   * What comes equal twice but fails its check is kept in quarantine at once, and tried again: a
   * damaged recording is better than none. So is, shortly before it expires, one that came once.
   */
  private Outcome keepApart(
      Metadata metadata, Fetched.Whole content, Finding finding, Trouble fault) {
    boolean twice = content.twice() || tools.fetcher().isSame(chunk, location, content);
    if (!twice && tools.run().isStopped()) {
      return new Outcome.GivenBack("the run was stopped");
    }
    if (!twice && !tools.policy().isAtRisk(chunk)) {
      return failed(fault.with("; a second fetch was not equal"));
    }
    CopyKeeper.Names names = names(metadata, finding);
    Fetched.Whole fetchedMetadata = metadata.fetched();
    if (fetchedMetadata != null) {
      quarantine(
          QuarantinedFile.Part.METADATA, arrivedMetadata, fetchedMetadata.digest(), names, fault);
    }
    QuarantinedFile kept =
        quarantine(QuarantinedFile.Part.CONTENT, arrivedContent, content.digest(), names, fault);
    return failed(fault.with("; kept as " + kept.key()));
  }

  private QuarantinedFile quarantine(
      QuarantinedFile.Part part,
      Incoming arrived,
      Digest digest,
      CopyKeeper.Names names,
      Trouble why) {
    QuarantinedFile file = tools.keeper().quarantine(part, arrived, digest, names, why);
    quarantined.add(file);
    return file;
  }

  private CopyKeeper.Names names(Metadata metadata, Finding finding) {
    return CopyKeeper.names(chunk, Meaning.told(chunk, metadata.facts()), finding.format());
  }

  private Outcome failed(Trouble trouble) {
    return tools.retries().afterFailure(chunk, trouble);
  }
}
