package org.recordingarchiver.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which fault is next, for each part of each object: in the order in which they were added. */
final class Faults {

  static final int ALWAYS = Integer.MAX_VALUE;

  private final Map<Target, List<Planned>> planned = new HashMap<>();

  synchronized void add(Target target, Fault fault, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault happens at least once, not " + times + " times");
    }
    planned.computeIfAbsent(target, _ -> new ArrayList<>()).add(new Planned(fault, times));
  }

  synchronized void forgetAll() {
    planned.clear();
  }

  /** The fault that this request meets, now used up once; null if it meets none. */
  synchronized @Nullable Fault next(Target target) {
    Iterator<Planned> faults = planned.getOrDefault(target, List.of()).iterator();
    if (!faults.hasNext()) {
      return null;
    }
    Planned next = faults.next();
    if (next.isLast()) {
      faults.remove();
    }
    return next.fault;
  }

  private static final class Planned {

    private final Fault fault;
    private int left;

    private Planned(Fault fault, int left) {
      this.fault = fault;
      this.left = left;
    }

    private boolean isLast() {
      return left != ALWAYS && --left == 0;
    }
  }
}
