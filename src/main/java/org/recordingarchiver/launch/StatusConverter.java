package org.recordingarchiver.launch;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.recordingarchiver.report.SoughtStatus;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a status in any case, with a dash or, as the database has it, an underscore. */
final class StatusConverter implements ITypeConverter<SoughtStatus> {

  @Override
  public SoughtStatus convert(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(SoughtStatus.values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is not a status; there are %s, separated by commas"
                    .formatted(text, words())));
  }

  private static String words() {
    return Arrays.stream(SoughtStatus.values())
        .map(SoughtStatus::word)
        .collect(Collectors.joining(", "));
  }
}
