package org.recordingarchiver.launch.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** Finds the word that was probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The candidate whose word takes the fewest changes of a letter, unless that is too many. */
  public static <T> Optional<T> to(
      String word, Collection<? extends T> candidates, Function<? super T, String> asWord) {
    int tolerable = Math.max(2, word.length() / 4);
    return candidates.stream()
        .<T>map(candidate -> candidate)
        .filter(candidate -> distance(word, asWord.apply(candidate)) <= tolerable)
        .min(Comparator.comparingInt(candidate -> distance(word, asWord.apply(candidate))));
  }

  /** Levenshtein's distance. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
