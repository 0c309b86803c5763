package org.recordingarchiver.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Where a server listens, and what opens it. */
record Endpoint(int port, Password password) {

  static final String USER = "postgres";
  static final String DATABASE = "archiver";

  private static final String SECONDS_TO_CONNECT = "5";
  private static final String SECONDS_TO_ANSWER = "60";

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /**
   * The version of the server, which answers from {@code data}: the same password may open a copy
   * elsewhere.
   */
  String version(Path data) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('data_directory'), current_setting('server_version')")) {
      row.next();
      if (!Path.of(row.getString(1)).equals(data)) {
        throw new SQLException("port " + port + " belongs to the server of " + row.getString(1));
      }
      return row.getString(2);
    }
  }

  void createDatabase() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "select exists (select from pg_database where datname = '" + DATABASE + "')")) {
        row.next();
        if (row.getBoolean(1)) {
          return;
        }
      }
      statement.execute("create database " + DATABASE);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password.value());
    properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
    properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
    properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
    return DriverManager.getConnection(url("postgres"), properties);
  }
}
