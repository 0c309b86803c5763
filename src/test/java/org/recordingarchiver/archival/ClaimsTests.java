package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class ClaimsTests {

  private static final int LANES = 8;
  private static final ClaimedChunk CHUNK = SampleChunk.usual().claimed();

  private final Run run =
      new Run(1, "s", ArchiveRequest.usual(), new Lease(Duration.ofHours(1), Clock.systemUTC()));
  private final ResourceGate gate =
      new ResourceGate(
          Set.of(),
          new ResourceGate.Memory() {
            @Override
            public void paused(String resource, String message) {}

            @Override
            public void resumed(String resource) {}
          });

  private Claims claims(Work work) {
    return new Claims(
        run,
        work,
        gate,
        new ArchiveSettings(
            1000,
            Duration.ofMinutes(30),
            LANES,
            true,
            ArchiveSettings.DeleteMismatch.BLOCK,
            Duration.ofMinutes(1),
            true));
  }

  /** So many chunks, and those that were let go. */
  private static class Chunks implements Work {
    private final AtomicInteger underWay = new AtomicInteger();
    private final Queue<ClaimedChunk> again = new ConcurrentLinkedQueue<>();
    private int left;

    Chunks(int chunks) {
      left = chunks;
    }

    @Override
    public List<ClaimedChunk> claim(int handful, Set<String> closed) {
      assertThat(underWay.incrementAndGet()).isOne();
      List<ClaimedChunk> claimed = new ArrayList<>();
      while (claimed.size() < handful && left-- > 0) {
        claimed.add(CHUNK);
      }
      while (claimed.size() < handful && !again.isEmpty()) {
        claimed.add(again.remove());
      }
      underWay.decrementAndGet();
      return claimed;
    }

    @Override
    public boolean isUsedUp() {
      assertThat(underWay).hasValue(0);
      return false;
    }

    @Override
    public void givenBack(ClaimedChunk chunk) {
      assertThat(underWay).hasValue(0);
      again.add(chunk);
    }
  }

  @Test
  void manyLanesTakeEachChunkOnceAndEndOnlyWhenNoneIsLeft() {
    for (int chunks : List.of(0, 1, 7, 8, 9, 5_000)) {
      Claims claims = claims(new Chunks(chunks));

      Collection<Integer> taken =
          IntStream.range(0, LANES)
              .mapToObj(lane ->
                  CompletableFuture.supplyAsync(() -> takeAll(claims), Thread::startVirtualThread))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();

      assertThat(taken.stream().mapToInt(each -> each).sum()).isEqualTo(chunks);
    }
  }

  private static int takeAll(Claims claims) {
    int taken = 0;
    while (claims.next().isPresent()) {
      taken++;
    }
    return taken;
  }

  @Test
  void whatWasLetGoComesAgain() {
    Claims claims = claims(new Chunks(20));
    int taken = 0;
    for (Optional<ClaimedChunk> next = claims.next(); next.isPresent(); next = claims.next()) {
      taken++;
      if (taken <= 15) {
        claims.givenBack(next.get());
      }
    }

    assertThat(taken).isEqualTo(35);
  }

  @Test
  void whoTakesWhatIsLeftDoesNotWaitForTheClaimOfAnother() throws Exception {
    CountDownLatch claiming = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Chunks chunks =
        new Chunks(LANES) {
          private boolean first = true;

          @Override
          public List<ClaimedChunk> claim(int handful, Set<String> closed) {
            if (!first) {
              claiming.countDown();
              awaitUninterruptibly(go);
            }
            first = false;
            return super.claim(handful, closed);
          }
        };
    Claims claims = claims(chunks);
    for (int taken = 0; taken < LANES - LANES / 4; taken++) {
      assertThat(claims.next()).isPresent();
    }
    CompletableFuture<Optional<ClaimedChunk>> claimer =
        CompletableFuture.supplyAsync(claims::next, Thread::startVirtualThread);
    claiming.await();

    assertThat(claims.next()).isPresent();
    assertThat(claimer).isNotDone();

    go.countDown();
    assertThat(claimer.join()).isPresent();
    assertThat(claims.next()).isEmpty();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void afterAClaimThatFailedTheOthersEndToo() {
    Claims claims =
        claims(
            new Chunks(0) {
              @Override
              public List<ClaimedChunk> claim(int handful, Set<String> closed) {
                throw new CannotCreateTransactionException("no connection");
              }
            });

    assertThatExceptionOfType(CannotCreateTransactionException.class).isThrownBy(claims::next);
    assertThat(claims.next()).isEmpty();
    assertThat(run.noMore()).isEqualTo("the database is gone");
  }

  @Test
  void aClaimAheadThatFailedIsTriedAgainOnceWhatWasClaimedIsTaken() {
    AtomicInteger claims = new AtomicInteger();
    Claims failing =
        claims(
            new Chunks(2 * LANES) {
              @Override
              public List<ClaimedChunk> claim(int handful, Set<String> closed) {
                if (claims.incrementAndGet() == 2) {
                  throw new PessimisticLockingFailureException("lock_timeout");
                }
                return super.claim(handful, closed);
              }
            });

    assertThat(takeAll(failing)).isEqualTo(2 * LANES);
  }

  @Test
  void aRunThatTakesNoMoreIsStillHandedWhatWasClaimed() {
    Claims claims = claims(new Chunks(100));
    assertThat(claims.next()).isPresent();

    run.takeNoMore("enough");

    int left = takeAll(claims);
    assertThat(left).isEqualTo(LANES - 1);
  }
}
