package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.transaction.TransactionSystemException;

class OutcomeTests {

  @Test
  void numbersStayAsScriptsKnowThem() {
    assertThat(ExitCode.values()).extracting(ExitCode::number).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void namesTheDatabaseThatCanNotBeReached() {
    RuntimeException failure =
        new BeanCreationException(
            "flyway",
            new FlywayException(
                "Unable to obtain connection from database\n--------\nSQL State: 08001",
                new SQLException(
                    "Connection to db:5432 refused.", "08001", new ConnectException("x"))));

    Outcome outcome =
        Outcome.of(DatabaseUnavailableException.of("jdbc:postgresql://db/recordings", failure));

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                ExitCode.UNAVAILABLE,
                "jdbc:postgresql://db/recordings: Connection to db:5432 refused."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "28P01", "3D000", "53300", "57P01"})
  void blamesTheDatabaseForWhatOnlyItCanMend(String state) {
    RuntimeException failure = new IllegalStateException(new SQLException("no", state));

    assertThat(DatabaseUnavailableException.of("db", failure))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessage("db: no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "57014"})
  void doesNotBlameTheDatabaseForOurFaults(String state) {
    RuntimeException failure = new IllegalStateException(new SQLException("no", state));

    assertThat(DatabaseUnavailableException.of("db", failure)).isSameAs(failure);
  }

  /** A rollback that fails too hides what failed first, and the pool names no SQLSTATE. */
  @Test
  void blamesTheDatabaseThatDiesWithinARollback() {
    RuntimeException failure = new IllegalStateException(new SQLException("Connection is closed"));
    TransactionSystemException hiding = new TransactionSystemException("can't roll back");
    hiding.initApplicationException(new IllegalStateException(new SQLException("no", "57P01")));
    IllegalStateException broken = new IllegalStateException("a run broke off");
    broken.addSuppressed(hiding);

    assertThat(DatabaseUnavailableException.of("db", failure))
        .hasMessage("db: Connection is closed");
    assertThat(DatabaseUnavailableException.of("db", broken)).hasMessage("db: no");
  }

  @Test
  void saysInOneLineWhatNobodyExpected() {
    Outcome outcome =
        Outcome.of(new IllegalStateException("outer", new ArithmeticException("by\n zero")));

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                ExitCode.INTERNAL_ERROR,
                "unexpected ArithmeticException: by zero (--verbose shows where)"));
  }

  @Test
  void aStopExplainsWhateverBrokeOff() {
    assertThat(Outcome.of(new StoppedException(new IllegalStateException("closed"))).code())
        .isEqualTo(ExitCode.STOPPED);
  }

  @Test
  void hidesTheParametersOfADatabaseUrl() {
    assertThat(DatabaseName.redacted("jdbc:postgresql://u:pw@db:5432/x?user=u&password=pw"))
        .isEqualTo("jdbc:postgresql://db:5432/x");
  }
}
