package org.recordingarchiver.launch;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.recordingarchiver.ledger.Cause;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a cause in any case, with an underscore or a dash. */
final class CauseConverter implements ITypeConverter<Cause> {

  @Override
  public Cause convert(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(Cause.values())
        .filter(cause -> cause.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is not a cause; there are %s".formatted(text, names())));
  }

  private static String names() {
    return Arrays.stream(Cause.values()).map(Cause::name).collect(Collectors.joining(", "));
  }
}
