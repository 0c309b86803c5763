package org.recordingarchiver.archival;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Reruns.Unfinished;

/** What a batch left unfinished: each chunk once, nothing new. */
final class BatchWork implements Work {

  private final Run run;
  private final ChunkQueue queue;
  private final Deque<Item> left;

  private record Item(long chunk, String resource) {}

  /**
   * @param chunks in the order in which they are to be taken
   */
  BatchWork(Run run, ChunkQueue queue, List<Unfinished> chunks) {
    this.run = run;
    this.queue = queue;
    this.left =
        chunks.stream()
            .map(it -> new Item(it.chunk(), it.resource()))
            .collect(Collectors.toCollection(ArrayDeque::new));
  }

  @Override
  public List<ClaimedChunk> claim(int handful, Set<String> closed) {
    List<ClaimedChunk> claimed = List.of();
    while (claimed.isEmpty()) {
      List<Item> next = next(handful, closed);
      if (next.isEmpty()) {
        break;
      }
      claimed = claim(next);
    }
    return claimed;
  }

  /** What could not be claimed, since the connection broke, comes again. */
  private List<ClaimedChunk> claim(List<Item> items) {
    try {
      return queue.claim(run.holder(), run.batch(), items.stream().map(Item::chunk).toList());
    } catch (RuntimeException e) {
      items.reversed().forEach(left::addFirst);
      throw e;
    }
  }

  private List<Item> next(int handful, Set<String> closed) {
    List<Item> next = new ArrayList<>();
    Iterator<Item> items = left.iterator();
    while (items.hasNext() && next.size() < handful) {
      Item item = items.next();
      if (!closed.contains(item.resource())) {
        items.remove();
        next.add(item);
      }
    }
    return next;
  }

  /** What is left may have to wait for a probe, and what is given back comes again. */
  @Override
  public boolean isUsedUp() {
    return false;
  }

  @Override
  public void givenBack(ClaimedChunk chunk) {
    left.add(new Item(chunk.id(), chunk.resource()));
  }
}
