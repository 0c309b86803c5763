package org.recordingarchiver.launch;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of a few words, in any case, with a dash or an underscore; names them all if it is
 * none.
 */
abstract class WordConverter<T> implements ITypeConverter<T> {

  private final String what;
  private final String hint;
  private final List<T> values;
  private final Function<T, String> word;

  /**
   * @param what the words are for, with its article
   * @param hint how several are given, empty if they are not
   */
  WordConverter(String what, String hint, List<T> values, Function<T, String> word) {
    this.what = what;
    this.hint = hint;
    this.values = values;
    this.word = word;
  }

  @Override
  public T convert(String text) {
    return values.stream()
        .filter(value -> plain(word.apply(value)).equals(plain(text)))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is not %s; there are %s%s".formatted(text, what, words(), hint)));
  }

  private String words() {
    return values.stream().map(word).collect(Collectors.joining(", "));
  }

  private static String plain(String text) {
    return text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
