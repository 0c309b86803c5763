package org.recordingarchiver.support;

import java.util.ArrayList;
import java.util.List;

/** Cases of tests that start a process for each. */
public final class Thorough {

  private Thorough() {}

  /** Some always, the others with {@code mvn -Pchaos verify}. */
  public static <T> List<T> cases(List<T> always, List<T> thoroughly) {
    List<T> all = new ArrayList<>(always);
    if (Boolean.getBoolean("chaos.all")) {
      all.addAll(thoroughly);
    }
    return all;
  }
}
