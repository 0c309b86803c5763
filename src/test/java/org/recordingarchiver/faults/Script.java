package org.recordingarchiver.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which request for one part of a chunk meets which fault. */
final class Script {

  private final List<Fault> first;
  private final @Nullable Fault always;
  private final AtomicInteger asked = new AtomicInteger();

  private Script(List<Fault> first, @Nullable Fault always) {
    this.first = List.copyOf(first);
    this.always = always;
  }

  static Script well() {
    return new Script(List.of(), null);
  }

  static Script of(List<Fault> first) {
    return new Script(first, null);
  }

  static Script times(Fault fault, int count) {
    return of(Collections.nCopies(count, fault));
  }

  static Script always(Fault fault) {
    return new Script(List.of(), fault);
  }

  /** After {@code first}, each request meets {@code always}. */
  static Script endingIn(List<Fault> first, Fault always) {
    return new Script(first, always);
  }

  /** Each of two faults some times, in turn or mixed. */
  static Script pair(Fault one, Fault other, SplittableRandom random) {
    List<Fault> first = new ArrayList<>();
    first.addAll(Collections.nCopies(random.nextInt(1, 4), one));
    first.addAll(Collections.nCopies(random.nextInt(1, 4), other));
    if (random.nextBoolean()) {
      Collections.shuffle(first, new Random(random.nextLong()));
    }
    return of(first);
  }

  /** A request's number, from 0. */
  int next() {
    return asked.getAndIncrement();
  }

  /** What the request of that number meets; null if it is answered well. */
  @Nullable Fault fault(int request) {
    return request < first.size() ? first.get(request) : always;
  }

  @Nullable Fault always() {
    return always;
  }

  /** Whether the part can be had, sooner or later. */
  boolean ends() {
    return always == null || always.isHarmless();
  }

  /** Whether a body may have come whole without a word of its length. */
  boolean mayNameNoTotal() {
    return Stream.concat(first.stream(), Stream.ofNullable(always))
        .anyMatch(fault -> fault.name().contains("no length") || fault.name().contains("chunk"));
  }

  /** The one fault that it is about; null if there are none, or several. */
  @Nullable Fault only() {
    List<Fault> faults =
        Stream.concat(first.stream(), Stream.ofNullable(always)).distinct().toList();
    return faults.size() == 1 ? faults.getFirst() : null;
  }

  /** How many requests meet a fault, if it ends. */
  int length() {
    return first.size();
  }

  boolean isEmpty() {
    return first.isEmpty() && always == null;
  }

  @Override
  public String toString() {
    return first + (always == null ? "" : " then always " + always);
  }
}
