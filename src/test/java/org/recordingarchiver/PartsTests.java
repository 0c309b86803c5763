package org.recordingarchiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.stereotype.Component;

/** Nothing is searched for when the application starts: here is found what was forgotten. */
class PartsTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.recordingarchiver");

  @Test
  void everyComponentIsImportedByName() {
    Set<String> components =
        named(it -> it.isAnnotatedWith(Component.class) || it.isAnnotatedWith(Configuration.class));

    assertThat(components).hasSizeGreaterThan(20);
    assertThat(imported()).containsExactlyInAnyOrderElementsOf(components);
  }

  private static Set<String> named(Predicate<JavaClass> which) {
    return CLASSES.stream().filter(which).map(JavaClass::getName).collect(Collectors.toSet());
  }

  private static Set<String> imported() {
    String[] parts =
        new Parts().selectImports(AnnotationMetadata.introspect(RecordingArchiver.class));
    return Arrays.stream(parts)
        .flatMap(name -> Stream.concat(Stream.of(name), imports(name)))
        .collect(Collectors.toSet());
  }

  private static Stream<String> imports(String configuration) {
    try {
      Import more = AnnotationUtils.findAnnotation(Class.forName(configuration), Import.class);
      return more == null
          ? Stream.empty()
          : Arrays.stream(more.value())
              .map(Class::getName)
              .filter(name -> name.startsWith("org.recordingarchiver"));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
