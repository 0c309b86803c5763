package org.recordingarchiver.launch.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.unit.DataSize;

/**
 * What binding complained about. Spring's own texts repeat the value, which may be a secret; so
 * they are put in other words.
 */
record Complaint(ConfigurationPropertyName name, String problem) {

  // Settings say in their constructors: `at-risk -PT1S: must not be negative`.
  private static final Pattern OWN_WORDS =
      Pattern.compile("(?:archiver[a-z0-9.-]*\\.)?([a-z][a-z0-9-]*)\\b[^:]*: (.*)", Pattern.DOTALL);

  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          Duration.class, "a duration such as 90s, 10m, 2h or 1d",
          DataSize.class, "a size such as 512KB or 8MB",
          boolean.class, "true or false",
          Boolean.class, "true or false",
          int.class, "a whole number",
          Integer.class, "a whole number",
          long.class, "a whole number",
          Long.class, "a whole number",
          double.class, "a number",
          Double.class, "a number");

  static Complaint of(BindException e, Given given) {
    IllegalArgumentException ownWords = ownWords(e);
    return ownWords == null ? conversion(e) : refusal(e.getName(), ownWords, given);
  }

  private static Complaint conversion(BindException e) {
    Class<?> type = e.getTarget().getType().resolve(Object.class);
    return new Complaint(e.getName(), "expected " + expected(type));
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return EXPECTED.getOrDefault(type, "a " + type.getSimpleName());
  }

  private static Complaint refusal(
      ConfigurationPropertyName record, IllegalArgumentException refusal, Given given) {
    String message = String.valueOf(refusal.getMessage());
    Matcher words = OWN_WORDS.matcher(message);
    if (words.matches()) {
      ConfigurationPropertyName name = record.append(words.group(1));
      if (given.find(name) != null) {
        return new Complaint(name, words.group(2));
      }
    }
    return new Complaint(record, message);
  }

  /** What a settings' constructor said, or null if the value didn't even convert. */
  private static @Nullable IllegalArgumentException ownWords(Throwable thrown) {
    for (Throwable t = thrown.getCause(); t != null; t = t.getCause()) {
      if (t instanceof ConversionException) {
        return null;
      }
      if (t.getClass() == IllegalArgumentException.class && t.getCause() == null) {
        return (IllegalArgumentException) t;
      }
    }
    return null;
  }
}
