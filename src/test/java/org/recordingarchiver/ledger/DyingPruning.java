package org.recordingarchiver.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Prunes in a process of its own, and dies without a word before its n-th statement. */
final class DyingPruning {

  private DyingPruning() {}

  public static void main(String[] arguments) {
    PGSimpleDataSource plain = new PGSimpleDataSource();
    plain.setUrl(arguments[0]);
    plain.setUser(arguments[1]);
    plain.setPassword(arguments[2]);
    DataSource dying = new Dying(plain, Integer.parseInt(arguments[3]));
    JdbcTransactionManager transactions = new JdbcTransactionManager(dying);
    JdbcClient jdbc = JdbcClient.create(dying);
    new Pruning(jdbc, new Holders(jdbc, new HolderTime(jdbc), transactions), transactions)
        .prune(PruningRows.JOB, Duration.ofDays(90));
    Runtime.getRuntime().halt(0);
  }

  private static final class Dying extends DelegatingDataSource {

    private final AtomicInteger left;

    Dying(DataSource plain, int statements) {
      super(plain);
      left = new AtomicInteger(statements);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Dying.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, values) -> {
                if (method.getName().equals("prepareStatement") && left.decrementAndGet() < 0) {
                  Runtime.getRuntime().halt(137);
                }
                try {
                  return method.invoke(connection, values);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
