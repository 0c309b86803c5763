package org.recordingarchiver.archival;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * For a step that opens its transactions itself. Spring Batch's {@code
 * ResourcelessTransactionManager} takes the second turn of a tasklet without a transaction for a
 * nested one, and refuses it.
 */
final class NoTransactions extends AbstractPlatformTransactionManager {
  private static final long serialVersionUID = 1L;

  @Override
  protected Object doGetTransaction() {
    return this;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {}

  @Override
  protected void doCommit(DefaultTransactionStatus status) {}

  @Override
  protected void doRollback(DefaultTransactionStatus status) {}
}
