package org.recordingarchiver;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The house of DESIGN section 6, room by room. */
class ArchitectureTests {

  private static final String HOUSE = "org.recordingarchiver";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HOUSE);

  private static String module(String name) {
    return HOUSE + "." + name + "..";
  }

  @Test
  void seesTheWholeHouse() {
    assertThat(CLASSES).hasSizeGreaterThan(150);
  }

  @Test
  void modulesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(RecordingArchiver.class).verify();
  }

  @Test
  void onlySourceKnowsOkHttp() {
    noClasses()
        .that(not(resideInAPackage(module("source"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .because("how bytes come over the wire is decided, and tested, in one place")
        .check(CLASSES);
  }

  @Test
  void onlyLedgerAndReportSpeakSql() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    module("ledger"), module("report"), module("embedded"), module("launch"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.springframework.jdbc..")
        .because("the queue stays flat only if every query on it is known and has its index")
        .check(CLASSES);
  }

  @Test
  void onlyTheJobKnowsSpringBatch() {
    noClasses()
        .that(not(resideInAnyPackage(module("archival"), module("launch"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework.batch..")
        .because("the framework that runs a job is no concern of what the job does")
        .check(CLASSES);
  }

  @Test
  void onlyEmbeddedKnowsEmbeddedPostgres() {
    noClasses()
        .that(not(resideInAPackage(module("embedded"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.zonky..")
        .because("production runs without it")
        .check(CLASSES);
  }

  @Test
  void onlyLaunchKnowsTheCommandLine() {
    noClasses()
        .that(not(resideInAPackage(module("launch"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "me.tongfei..")
        .because("the same work must be startable from elsewhere")
        .check(CLASSES);
  }

  @Test
  void onlyStoreWritesArchiveFiles() {
    noClasses()
        .that(
            resideInAnyPackage(
                module("archival"),
                module("bag"),
                module("ledger"),
                module("source"),
                module("media"),
                module("event"),
                module("report")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.File")
        .because("what is durable when is proved for the store's own write order alone")
        .check(CLASSES);
  }

  @Test
  void everyoneTakesTheTimeFromAClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("a test must be able to set the clock")
        .check(CLASSES);
    noClasses()
        .that(not(resideInAnyPackage(module("launch"), module("simulator"))))
        .should()
        .callMethod(Clock.class, "systemUTC")
        .because("there is one clock, and launch provides it")
        .check(CLASSES);
  }

  @Test
  void onlyLaunchWritesToTheStandardStreams() {
    noClasses()
        .that(not(resideInAPackage(module("launch"))))
        .should(ACCESS_STANDARD_STREAMS)
        .because(
            "results go to standard output and everything else to standard error: one place decides")
        .check(CLASSES);
  }

  @Test
  void noTypeIsNamedAfterItsRoleInAPattern() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Impl")
        .andShould()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Manager")
        .because("such a name says nothing of what the type is")
        .check(CLASSES);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .because("what a type needs is said by its constructor")
        .check(CLASSES);
  }
}
