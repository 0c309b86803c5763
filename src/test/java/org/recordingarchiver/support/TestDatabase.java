package org.recordingarchiver.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that one test has to itself. */
public record TestDatabase(String url, String user, String password) {

  /**
   * Puts a session into a zone that is neither UTC nor the JVM's. The driver names the JVM's own
   * zone at each connect, so a pool needs this as its {@code connection-init-sql}.
   */
  public static final String SET_ZONE = "set time zone 'America/St_Johns'";

  /** Connections without a pool, in another time zone than the JVM. */
  public DataSource dataSource() {
    PGSimpleDataSource plain = new PGSimpleDataSource();
    plain.setUrl(url);
    plain.setUser(user);
    plain.setPassword(password);
    return new InAnotherZone(plain);
  }

  private static final class InAnotherZone extends DelegatingDataSource {

    InAnotherZone(DataSource plain) {
      super(plain);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute(SET_ZONE);
      }
      return connection;
    }
  }
}
